using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SalesSignals.Settings;

/// <summary>Other limits for some deals.</summary>
public sealed record RuleOverride
{
    [Description("Which deals it holds for: those that fit all that is named here.")]
    public RuleScope When { get; set; } = new();

    [Description("What differs for them. All else stays as it is for other deals.")]
    public RuleSettingsPatch Rules { get; set; } = new([]);
}

/// <summary>Some deals, by where they are and whose they are.</summary>
public sealed record RuleScope
{
    [Description("The source's name, such as hubspot.")]
    public string? Source { get; set; }

    [Description("The CRM's id of the pipeline.")]
    public string? Pipeline { get; set; }

    [Description("The canonical stage, such as proposal.")]
    public string? Stage { get; set; }

    [Description("The team of the deal's owner, as the directory has it.")]
    public string? Team { get; set; }

    /// <summary>How many conditions it has: the more, the stronger it is.</summary>
    [JsonIgnore]
    public int Conditions => new[] { Source, Pipeline, Stage, Team }.Count(condition => condition is not null);

    /// <summary><c>pipeline renewals, stage proposal</c>.</summary>
    public string Describe() => string.Join(
        ", ",
        new[] { ("source", Source), ("pipeline", Pipeline), ("stage", Stage), ("team", Team) }
            .Where(condition => condition.Item2 is not null)
            .Select(condition => $"{condition.Item1} {condition.Item2}"));
}

/// <summary>Some of the rules' settings: what it leaves out stays as it was.</summary>
[JsonConverter(typeof(RuleSettingsPatchConverter))]
public sealed class RuleSettingsPatch(JsonObject told)
{
    internal JsonObject Told { get; } = told;

    /// <summary>Whether it says anything of a rule, by the rule's name in settings.</summary>
    internal bool Tells(string rule) => Told.ContainsKey(rule);

    internal static JsonObject Over(JsonObject settings, JsonObject told)
    {
        var over = settings.DeepClone().AsObject();
        foreach (var (name, value) in told)
        {
            over[name] = (over[name], value) is (JsonObject before, JsonObject after) ? Over(before, after) : value?.DeepClone();
        }

        return over;
    }
}

internal sealed class RuleSettingsPatchConverter : JsonConverter<RuleSettingsPatch>
{
    public override RuleSettingsPatch Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("This is not an object."));

    public override void Write(Utf8JsonWriter writer, RuleSettingsPatch value, JsonSerializerOptions options) => value.Told.WriteTo(writer);
}
