using System.Text.Json;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>What holds for each and every rule, on a deal on which it fires.</summary>
public class EveryRuleTests
{
    public static TheoryData<string> Kinds => [.. SignalRules.All.Select(rule => rule.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_Fires(string kind)
    {
        var told = Of(kind);
        var signal = told.Ask(told.Deal, told.Now, told.How).Signal;

        Assert.Equal(kind, signal?.Kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_Words_Are_Sentences_In_Order(string kind)
    {
        var told = Of(kind);
        var signal = told.Ask(told.Deal, told.Now, told.How).Signal!;

        Assert.All([signal.Summary, signal.NextAction], IsSentence);
        Assert.InRange(signal.Summary.Length, 10, 140);
        Assert.InRange(signal.NextAction.Length, 10, 140);
        Assert.NotEmpty(signal.Evidence);
        Assert.All(signal.Evidence, evidence => Assert.False(string.IsNullOrWhiteSpace(evidence.Label) || string.IsNullOrWhiteSpace(evidence.Value)));
        Assert.EndsWith(" (default)", signal.Threshold, StringComparison.Ordinal);
        Assert.All(
            (string[])[signal.Summary, signal.NextAction, signal.Threshold, .. signal.Evidence.Select(evidence => evidence.Value)],
            words => Assert.DoesNotMatch(@"\b1 (\w+ )?(days|emails|people|words|tries|steps|deals|times|meetings|contacts)\b", words));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_Is_Not_About_Lost_And_Deleted_Deals(string kind)
    {
        var told = Of(kind);
        var later = told.Now.AddMinutes(1);
        CanonicalEvent deleted = new CanonicalEvent.DealDeleted { Id = "gone", OccurredAt = told.Now, DealId = Some.Key.Id };

        Assert.Equal(RuleOutcome.NotApplicable, After(told, Some.Changed(told.Now, new() { Stage = "lost" }, "lost"), later));
        Assert.Equal(RuleOutcome.NotApplicable, After(told, Some.Changed(told.Now, new() { Status = DealStatus.Lost }, "lost"), later));
        Assert.Equal(RuleOutcome.NotApplicable, After(told, deleted, later));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_A_Won_Deal_There_Is_Only_Good_News(string kind)
    {
        var told = Of(kind);
        var won = After(told, Some.Changed(told.Now, new() { Status = DealStatus.Won }, "won"), told.Now.AddMinutes(1));

        Assert.Equal(kind is SignalKinds.Momentum ? RuleOutcome.Fired : RuleOutcome.NotApplicable, won);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_Can_Be_Switched_Off(string kind)
    {
        var told = Of(kind);
        var rules = JsonSerializer.Deserialize<RuleSettings>($$"""{ "{{RuleSettings.NameOf(kind)}}": { "enabled": false } }""", SettingsJson.Default.RuleSettings)!;

        Assert.Equal(RuleOutcome.NotApplicable, told.Ask(told.Deal, told.Now, told.How with { Rules = rules }).Outcome);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Where_A_Source_Tells_No_Activities_It_Says_That_It_Cannot_Know(string kind)
    {
        var told = Of(kind);
        var verdict = told.Ask(told.Deal, told.Now, told.How with { ActivitiesKnown = false });

        Assert.Equal(told.LivesOnActivities, verdict.Outcome is RuleOutcome.Unknown);
        Assert.NotEmpty(verdict.Explain());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Activities_That_Were_Removed_Do_Not_Make_It_Fire(string kind)
    {
        var told = Of(kind);
        if (told.Deal.Activities.IsEmpty)
        {
            return;
        }

        var emptied = told.Deal.Activities.Aggregate(told.Deal, (deal, activity) => DealMerge.Apply(deal, Some.Removed(told.Now.AddMinutes(-1), activity.Id)));

        Assert.Null(told.Ask(emptied, told.Now, told.How).Signal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_Is_Known_Of_An_Empty_Deal_And_Nothing_Breaks(string kind)
    {
        var empty = DealSnapshot.Empty(Some.Key);

        Assert.Null(Of(kind).Ask(empty, Some.Noon, new()).Signal);
        Assert.NotEmpty(Of(kind).Ask(empty, Some.Noon, new()).Explain());
    }

    private static FiringDeal Of(string kind) => FiringDeals.All.Single(told => told.Kind == kind);

    private static RuleOutcome After(FiringDeal told, CanonicalEvent happened, DateTimeOffset now) =>
        told.Ask(DealMerge.Apply(told.Deal, happened), now, told.How).Outcome;

    private static void IsSentence(string words)
    {
        Assert.True(char.IsUpper(words[0]) || char.IsDigit(words[0]), words);
        Assert.True(words[^1] is '.' or '?', words);
        Assert.DoesNotContain("  ", words, StringComparison.Ordinal);
    }
}
