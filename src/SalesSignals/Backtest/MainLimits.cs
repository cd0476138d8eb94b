using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Backtest;

/// <summary>The one number of a rule that matters most, and other values to try for it.</summary>
/// <param name="Setting">Its path below <c>rules</c>, such as <c>stalledDeal.allowedQuietDays</c>.</param>
/// <param name="Current">As it is in settings.</param>
/// <param name="Values">What to try, the current value among them, in order.</param>
internal sealed record MainLimit(string Kind, string Setting, int Current, ImmutableArray<int> Values);

internal static class MainLimits
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        [SignalKinds.StalledDeal] = "allowedQuietDays",
        [SignalKinds.StuckInStage] = "allowedDays",
        [SignalKinds.MissingNotes] = "allowedDays",
        [SignalKinds.ThinNotes] = "leastWords",
        [SignalKinds.NoNextStep] = "graceDays",
        [SignalKinds.OverdueNextStep] = "allowedDays",
        [SignalKinds.NoCustomerAction] = "lookBackDays",
        [SignalKinds.UnansweredBuyer] = "allowedDays",
        [SignalKinds.Ghosted] = "sellerTouches",
        [SignalKinds.CloseDateSlipped] = "pushes",
        [SignalKinds.OutOfOrder] = "allowedUnconfirmed",
        [SignalKinds.FalseMomentum] = "deliverables",
        [SignalKinds.BuyerOffProcess] = "slips",
        [SignalKinds.StageRegressed] = "windowDays",
        [SignalKinds.SingleThreaded] = "contacts",
        [SignalKinds.ChampionSilent] = "leastDays",
        [SignalKinds.InternalHelpOverdue] = "allowedDays",
        [SignalKinds.AmountDropped] = "dropPercent",
        [SignalKinds.UnusualAmount] = "times",
        [SignalKinds.OwnerUnavailable] = "closingDays",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The main limit of a rule; null where it has none, or does not run.</summary>
    public static MainLimit? Of(string kind, SalesSettings settings)
    {
        if (!Names.TryGetValue(kind, out var name) || Rules(settings)[RuleSettings.NameOf(kind)] is not JsonObject rule || !rule["enabled"]!.GetValue<bool>())
        {
            return null;
        }

        var current = rule[name]!.GetValue<int>();
        var range = RangeOf(kind, name);
        ImmutableArray<int> values = [.. Around(current).Where(value => value >= range.Low && value <= range.High).Distinct().Order()];
        return new(kind, $"{RuleSettings.NameOf(kind)}.{name}", current, values);
    }

    /// <summary>Settings with another value of a rule's main limit.</summary>
    public static SalesSettings With(SalesSettings settings, MainLimit limit, int value)
    {
        var rules = Rules(settings);
        var path = limit.Setting.Split('.');
        rules[path[0]]![path[1]] = value;
        return settings with { Rules = rules.Deserialize(SettingsJson.Default.RuleSettings)! };
    }

    /// <summary>A handful of values: small numbers a step at a time, larger ones in proportion.</summary>
    private static int[] Around(int current) => current < 8
        ? [current - 1, current, current + 1, current + 2, current + 4]
        : [current / 2, current * 3 / 4, current, current * 3 / 2, current * 2, current * 3];

    private static JsonObject Rules(SalesSettings settings) =>
        JsonSerializer.SerializeToNode(settings.Rules, SettingsJson.Default.RuleSettings)!.AsObject();

    private static (int Low, int High) RangeOf(string kind, string name)
    {
        var rules = SettingsJson.Default.RuleSettings.Properties.Single(property => property.Name == RuleSettings.NameOf(kind));
        var setting = SettingsJson.Default.Options.GetTypeInfo(rules.PropertyType).Properties.Single(property => property.Name == name);
        return SettingsShape.LimitOf(setting) is { } limit
            ? (Convert.ToInt32(limit.Minimum, CultureInfo.InvariantCulture), Convert.ToInt32(limit.Maximum, CultureInfo.InvariantCulture))
            : (int.MinValue, int.MaxValue);
    }
}
