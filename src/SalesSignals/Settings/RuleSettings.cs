using System.Collections.Frozen;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Signals;

namespace SalesSignals.Settings;

/// <summary>One part a rule.</summary>
public sealed record RuleSettings
{
    [Description("No buyer touch, no forward stage move, nothing planned.")]
    public StalledDealOptions StalledDeal { get; set; } = new();

    [Description("A meeting or connected call without a note.")]
    public MissingNotesOptions MissingNotes { get; set; } = new();

    [Description("Nothing is planned with the buyer.")]
    public NoNextStepOptions NoNextStep { get; set; } = new();

    [Description("Open, with a close date in the past.")]
    public CloseDatePassedOptions CloseDatePassed { get; set; } = new();

    [Description("The close date was pushed often, or far.")]
    public CloseDateSlippedOptions CloseDateSlipped { get; set; } = new();

    [Description("Late stage without amount, close date or a talk about price.")]
    public TheoreticalCloseOptions TheoreticalClose { get; set; } = new();

    [Description("A CRM that used to send webhooks has sent none for several times its usual gap.")]
    public SilentSourceOptions SilentSource { get; set; } = new();

    /// <summary>Where the settings of each rule come from, by its name in settings.</summary>
    [JsonIgnore]
    internal FrozenDictionary<string, string> Origins { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Where the settings of a rule come from: <c>default</c>, <c>settings</c>, or <c>settings for team Islands</c>.</summary>
    /// <param name="kind">The rule's kind, such as <c>stalled-deal</c>.</param>
    public string OriginOf(string kind) => Origins.GetValueOrDefault(NameOf(kind), "default");

    /// <summary>The name of a rule in settings: <c>stalledDeal</c> for <c>stalled-deal</c>.</summary>
    public static string NameOf(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return string.Concat(kind.Split('-').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
