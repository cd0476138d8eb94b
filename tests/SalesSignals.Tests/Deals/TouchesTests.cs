using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Deals;

public sealed class TouchesTests
{
    private static readonly DateTimeOffset At = Some.Noon;

    public static TheoryData<string, ActivityFacts, bool> Counted => new()
    {
        { "buyerMeetings", Some.Meeting(At.AddHours(-2)), true },
        { "buyerCalls", Call(ActivityStatus.Held), true },
        { "buyerEmails", Some.Email(At, ActivityDirection.Inbound), true },
        { "sellerEmails", Some.Email(At, ActivityDirection.Outbound), false },
        { "sellerCalls", Call(ActivityStatus.NoShow), false },
        { "sellerTasks", Some.Task(At) with { Status = ActivityStatus.Done }, false },
        { "sellerDeliverables", new() { Id = "d", Kind = ActivityKind.Deliverable, Deliverable = DeliverableKind.Quote, StartsAt = At }, false },
    };

    [Theory]
    [MemberData(nameof(Counted))]
    public void Each_Kind_Of_Touch_Counts_Until_Settings_Leave_It_Out(string setting, ActivityFacts activity, bool isBuyers)
    {
        var without = SettingsDocument.Read($$"""{ "touches": { "{{setting}}": false } }""").Settings!.Touches;
        bool Counts(TouchSettings counts) => isBuyers ? Touches.IsBuyerTouch(activity, At, counts) : Touches.IsSellerTouch(activity, At, counts);
        bool CountsForTheOther(TouchSettings counts) => isBuyers ? Touches.IsSellerTouch(activity, At, counts) : Touches.IsBuyerTouch(activity, At, counts);

        Assert.True(Counts(TouchSettings.Default));
        Assert.False(Counts(without));
        Assert.False(CountsForTheOther(TouchSettings.Default));
        Assert.False(CountsForTheOther(without));
    }

    [Fact]
    public void Automated_Mail_Never_Counts()
    {
        Assert.False(Touches.IsBuyerTouch(Some.Email(At, ActivityDirection.Inbound) with { Automated = true }, At, TouchSettings.Default));
        Assert.False(Touches.IsSellerTouch(Some.Email(At, ActivityDirection.Outbound) with { Automated = true }, At, TouchSettings.Default));
    }

    [Theory]
    [InlineData("{}", false, "email from the buyer, 26 Nov")]
    [InlineData("""{ "touches": { "buyerEmails": false } }""", true, "meeting, 9 Nov")]
    public void A_Deal_Is_Stalled_By_What_Settings_Count_And_The_Evidence_Shows_From_Which_Touch(string document, bool expected, string touch)
    {
        var mail = Some.Email(Some.Noon.AddDays(10), ActivityDirection.Inbound);
        var deal = WatchedDeal.New(Some.Key) with
        {
            Snapshot = Some.Deal(Some.Noon.AddDays(-20), null, Some.Logged(Some.Noon, Some.Meeting(Some.Noon.AddDays(-7))), Some.Logged(Some.Noon.AddDays(10), mail)),
        };
        var assessor = new DealAssessor(
            SettingsDocument.Read(document).Settings!, "s1", PeopleDirectory.Empty, [new("crm", true)], DateOnly.FromDateTime(Some.Noon.UtcDateTime));

        var stalled = assessor.Explain(deal, Some.Noon.AddDays(18)).Single(answer => answer.Kind == SignalKinds.StalledDeal).Verdict;
        Assert.Equal(expected, stalled.Signal is not null);

        var later = assessor.Explain(deal, Some.Noon.AddDays(60)).Single(answer => answer.Kind == SignalKinds.StalledDeal).Verdict;
        Assert.Contains(later.Signal!.Evidence, evidence => evidence.Label == "Last buyer touch" && evidence.Value.StartsWith(touch, StringComparison.Ordinal));
    }

    private static ActivityFacts Call(ActivityStatus status) =>
        new() { Id = "c", Kind = ActivityKind.Call, Direction = ActivityDirection.Outbound, Status = status, StartsAt = At.AddHours(-1), EndsAt = At.AddMinutes(-50) };
}
