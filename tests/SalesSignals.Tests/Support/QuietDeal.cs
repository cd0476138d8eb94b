using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Tests.Support;

/// <summary>A deal as a good rep keeps it: twenty activities, three contacts, and not one rule has anything to say.</summary>
internal static class QuietDeal
{
    public static readonly DateTimeOffset Now = Some.Noon.AddDays(1);

    private static readonly DateTimeOffset Made = Some.Noon.AddDays(-40);

    public static (DealSnapshot Deal, Circumstances How) Create()
    {
        var confirmed = new DealFields
        {
            Outcomes = true,
            Priorities = true,
            Timeline = true,
            Sponsor = true,
            Budget = true,
            CloseOn = new DateOnly(2027, 2, 1),
            CustomerAction = "Send the plans",
            CustomerActionDueOn = new DateOnly(2026, 12, 10),
        };
        var deal = Some.Deal(Made, confirmed,
        [
            Some.Changed(Some.Noon.AddDays(-20), new() { Stage = "proposal" }, "moved"),
            Some.Contact("c1", "Berta", BuyingRole.EconomicBuyer),
            Some.Contact("c2", "Carl", BuyingRole.Champion),
            Some.Contact("c3", "Dora", BuyingRole.User),
            .. Enumerable.Range(0, 4).Select(i => Meeting(i)),
            .. Enumerable.Range(0, 6).SelectMany(i => Emails(Some.Noon.AddDays((i * 5) - 26), i)),
            Log(Some.Meeting(Now.AddDays(3), ActivityStatus.Planned, "next")),
            Log(Some.Task(Now.AddDays(2), "todo")),
            Log(Some.Task(Now.AddDays(-3), "done") with { Status = ActivityStatus.Done }),
            Log(Some.Note(Now.AddDays(-2)) with { Note = Good }),
        ]);
        var ana = Some.Ana(new Leave(new(2026, 8, 1), new(2026, 8, 20)), new Leave(new(2026, 12, 24), new(2026, 12, 31)));
        var baselines = new Baselines(new("1", [new(null, DealStage.Proposal, 40, 20, 30, 20)], [new("ana", "EUR", 25, 40_000)]));
        return (deal, new() { Zone = "Europe/London", Owner = ana, Baselines = baselines });
    }

    private static NoteReading Good => new(30, true, true, true) { HasCustomerAction = true };

    private static CanonicalEvent.ActivityLogged Log(ActivityFacts activity) => Some.Logged(Made, activity with { ContactIds = ["c1", "c2"] });

    private static CanonicalEvent.ActivityLogged Meeting(int week) =>
        Log(Some.Meeting(Made.AddDays(1 + (week * 10)), id: $"meeting{week}") with { ContactIds = ["c1", "c2", "c3"], Note = Good });

    /// <summary>One of theirs, and our answer.</summary>
    private static IEnumerable<CanonicalEvent> Emails(DateTimeOffset at, int number) =>
    [
        Log(Some.Email(at, ActivityDirection.Inbound, $"in{number}")),
        Log(Some.Email(at.AddHours(1), ActivityDirection.Outbound, $"out{number}")),
    ];
}
