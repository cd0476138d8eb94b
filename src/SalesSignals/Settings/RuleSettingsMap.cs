using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesSignals.Settings;

/// <summary>
/// The rules' settings as they hold for each deal. Of overrides that fit, the one with more conditions is the stronger; of two with as
/// many, the later in the document. They are laid over one another setting by setting.
/// </summary>
public sealed class RuleSettingsMap
{
    public const int MostOverrides = 60;

    private static readonly JsonObject Defaults = Write(new());

    private readonly RuleSettings _general;
    private readonly JsonObject _generalJson;
    private readonly ImmutableArray<RuleOverride> _overrides;
    private readonly ConcurrentDictionary<ulong, RuleSettings> _applied = [];

    public RuleSettingsMap(SalesSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _generalJson = Write(settings.Rules);
        _general = settings.Rules with { Origins = OriginsOf([]) };
        _overrides = [.. settings.Overrides.Index().OrderBy(told => told.Item.When.Conditions).ThenBy(told => told.Index).Select(told => told.Item)];
    }

    /// <param name="stage">The canonical stage's name; null where nothing says what the CRM's means.</param>
    /// <param name="team">The owner's; null where the deal has no owner with a team.</param>
    public RuleSettings For(string source, string? pipeline, string? stage, string? team)
    {
        if (_overrides.IsEmpty)
        {
            return _general;
        }

        var fitting = 0UL;
        for (var i = 0; i < _overrides.Length; i++)
        {
            var scope = _overrides[i].When;
            var fits = Fits(scope.Source, source) && Fits(scope.Pipeline, pipeline) && Fits(scope.Stage, stage) && Fits(scope.Team, team);
            fitting |= fits ? 1UL << i : 0;
        }

        return fitting == 0 ? _general : _applied.TryGetValue(fitting, out var applied) ? applied : _applied.GetOrAdd(fitting, Apply(fitting));
    }

    private static bool Fits(string? wanted, string? actual) => wanted is null || string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase);

    private RuleSettings Apply(ulong fitting)
    {
        var applied = _overrides.Where((_, i) => (fitting & (1UL << i)) != 0).ToList();
        var json = applied.Aggregate(_generalJson, (before, told) => RuleSettingsPatch.Over(before, told.Rules.Told));
        return json.Deserialize(SettingsJson.Default.RuleSettings)! with { Origins = OriginsOf(applied) };
    }

    /// <summary>Where the settings of each rule come from, by its name in settings.</summary>
    private FrozenDictionary<string, string> OriginsOf(List<RuleOverride> applied) => Defaults.Select(rule => rule.Key).ToFrozenDictionary(
        rule => rule,
        rule => applied.LastOrDefault(told => told.Rules.Tells(rule)) is { } strongest
            ? $"settings for {(strongest.When.Conditions == 0 ? "all deals" : strongest.When.Describe())}"
            : JsonNode.DeepEquals(_generalJson[rule], Defaults[rule]) ? "default" : "settings",
        StringComparer.Ordinal);

    private static JsonObject Write(RuleSettings rules) => JsonSerializer.SerializeToNode(rules, SettingsJson.Default.RuleSettings)!.AsObject();
}
