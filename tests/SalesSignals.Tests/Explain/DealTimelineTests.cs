using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Explain;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Explain;

public class DealTimelineTests
{
    private static readonly PeopleDirectory People = new(
    [
        new() { Id = "ana", Name = "Ana Silva", Email = "ana@larkfield.example", OwnerKeys = ["crm:7"] },
        new() { Id = "mia", Name = "Mia Manager", Email = "mia@larkfield.example" },
    ]);

    private readonly Pipeline _pipeline = new();

    [Fact]
    public async Task What_Moved_Is_Told_From_What_To_What()
    {
        await _pipeline.ApplyAsync(
            Changed(20, new() { Name = "Acme", Stage = "qualified", OwnerId = "8", Amount = Told.Of<decimal?>(60_000), Currency = "EUR", CloseOn = Told.Of<DateOnly?>(new(2026, 12, 1)) }),
            Changed(15, new() { Stage = "proposal", OwnerId = "7" }),
            Changed(10, new() { Amount = Told.Of<decimal?>(48_000), CloseOn = Told.Of<DateOnly?>(new(2026, 12, 15)), ForecastCategory = "best-case" }),
            Changed(5, new() { Stage = "discovery", ForecastCategory = Told.Of<string>(null) }));

        var story = await TellAsync();

        string[] moves = [.. story.Past.Where(entry => entry.Kind == TimelineKind.Move).Select(entry => entry.Text)];
        Assert.Equal(
            [
                "Amount down from €60,000 to €48,000", "Close date pushed from 1 Dec to 15 Dec", "Deal created", "Forecast as best case", "Handed over to Ana Silva",
                "Moved back from proposal to discovery", "Moved forward from qualified to proposal", "Taken out of the forecast",
            ],
            moves.Order(StringComparer.Ordinal));
        Assert.Equal("Deal created", moves[^1]);
    }

    [Fact]
    public async Task Only_What_Counts_As_A_Touch_Of_The_Buyer_Is_Told_As_One()
    {
        await _pipeline.ApplyAsync(
            Changed(20, new() { Name = "Acme", Stage = "proposal", OwnerId = "7" }),
            new CanonicalEvent.ContactAssociated { Id = "contact", OccurredAt = Now.AddDays(-20), DealId = Some.Key.Id, Contact = new() { Id = "c1", Name = "Priya Raman" } },
            Logged("held", 9, new() { Id = "held", Kind = ActivityKind.Meeting, Status = ActivityStatus.Held, StartsAt = Now.AddDays(-9), EndsAt = Now.AddDays(-9).AddHours(1), ContactIds = ["c1"] }),
            Logged("off", 8, new() { Id = "off", Kind = ActivityKind.Meeting, Status = ActivityStatus.Cancelled, CancelledBy = ActivityParty.Buyer, StartsAt = Now.AddDays(-8) }),
            Logged("mail", 7, new() { Id = "mail", Kind = ActivityKind.Email, Direction = ActivityDirection.Inbound, StartsAt = Now.AddDays(-7) }),
            Logged("auto", 6, new() { Id = "auto", Kind = ActivityKind.Email, Direction = ActivityDirection.Inbound, Automated = true, StartsAt = Now.AddDays(-6) }),
            Logged("ours", 5, new() { Id = "ours", Kind = ActivityKind.Email, Direction = ActivityDirection.Outbound, StartsAt = Now.AddDays(-5) }),
            Logged("note", 4, new() { Id = "note", Kind = ActivityKind.Note, StartsAt = Now.AddDays(-4), Note = new(41, HasNextStep: true, HasDate: false, HasPrice: true) }),
            Logged("next", 3, new() { Id = "next", Kind = ActivityKind.Call, Status = ActivityStatus.Planned, StartsAt = Now.AddDays(2) }));

        var story = await TellAsync();

        Assert.Equal(
            [
                ("Meeting held", TimelineKind.BuyerTouch, "With Priya Raman."),
                ("Meeting called off by the buyer", TimelineKind.Other, null),
                ("Email from the buyer", TimelineKind.BuyerTouch, null),
                ("Automatic email from the buyer", TimelineKind.Other, null),
                ("Email to the buyer", TimelineKind.Ours, null),
                ("Note written", TimelineKind.Other, "Its text has 41 words and names a next step and the price."),
            ],
            story.Past.Reverse().Where(entry => entry.Kind is TimelineKind.BuyerTouch or TimelineKind.Ours or TimelineKind.Other).Select(entry => (entry.Text, entry.Kind, entry.Detail)));
        Assert.Equal(("Call", Now.AddDays(2)), (Assert.Single(story.Planned).Text, story.Planned[0].At));
    }

    [Fact]
    public async Task What_Was_Raised_Parked_And_Judged_Is_Told_With_Who_And_Why()
    {
        await _pipeline.ApplyAsync(Changed(20, new() { Name = "Acme", Stage = "proposal", OwnerId = "7" }));
        var kind = (await _pipeline.ReadAsync()).Standing.First(raised => !raised.Signal.IsGoodNews).Signal.Kind;
        await _pipeline.Desk.ParkAsync(Some.Key, null, Now.AddDays(7), "They are away.", "mia", _pipeline.Assessor, default);
        await _pipeline.Desk.JudgeAsync(Some.Key, kind, new(FeedbackKind.NotARisk, Now, "ana", "They sign on Friday."), _pipeline.Assessor, default);

        var story = await TellAsync();

        Assert.Contains(story.Past, entry => entry is { Kind: TimelineKind.Signal, Severity: not null } && entry.Text.EndsWith("raised", StringComparison.Ordinal));
        Assert.Contains(story.Past, entry => entry.Kind == TimelineKind.Said && entry.Text.EndsWith("by Mia Manager", StringComparison.Ordinal) && entry.Detail == "They are away.");
        Assert.Contains(story.Past, entry => entry.Kind == TimelineKind.Said && entry.Text.StartsWith("Ana Silva: ", StringComparison.Ordinal) && entry.Detail == "They sign on Friday.");
    }

    private DateTimeOffset Now => _pipeline.Time.GetUtcNow();

    private async Task<DealTimeline> TellAsync()
    {
        var deal = await _pipeline.ReadAsync();
        return DealTimeline.Of(
            deal, _pipeline.Assessor.ViewOf(deal.Snapshot, Now), await _pipeline.Deals.ReadEventsAsync(Some.Key, default), _pipeline.Assessor.RecordsOf(deal, Now), People);
    }

    private CanonicalEvent.DealChanged Changed(int daysAgo, DealFields fields) =>
        new() { Id = $"changed-{daysAgo}", OccurredAt = Now.AddDays(-daysAgo), DealId = Some.Key.Id, Deal = fields };

    private CanonicalEvent.ActivityLogged Logged(string id, int daysAgo, ActivityFacts activity) =>
        new() { Id = id, OccurredAt = Now.AddDays(-daysAgo), DealId = Some.Key.Id, Activity = activity };
}
