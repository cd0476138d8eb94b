using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Tests.Support;

/// <summary>Dull valid things; a test says what matters.</summary>
internal static class Some
{
    /// <summary>A Monday noon, in a week without a change of clocks.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    public static readonly DealKey Key = new("crm", "42");

    public static readonly StageMap Stages = new(SalesSettings.Default);

    public static CanonicalEvent.DealChanged Changed(DateTimeOffset at, DealFields fields, string id = "e") =>
        new() { Id = id, OccurredAt = at, DealId = Key.Id, Deal = fields };

    public static CanonicalEvent.ActivityLogged Logged(DateTimeOffset at, ActivityFacts activity, string? id = null) =>
        new() { Id = id ?? $"log-{activity.Id}", OccurredAt = at, DealId = Key.Id, Activity = activity };

    public static ActivityFacts Meeting(DateTimeOffset startsAt, ActivityStatus? status = ActivityStatus.Held, string id = "m1") =>
        new() { Id = id, Kind = ActivityKind.Meeting, Status = status, StartsAt = startsAt, EndsAt = startsAt.AddHours(1) };

    public static ActivityFacts Note(DateTimeOffset at, string id = "n1", string text = "We agreed on the scope.") =>
        new() { Id = id, Kind = ActivityKind.Note, StartsAt = at, Note = NoteReader.Read(text) };

    public static ActivityFacts Task(DateTimeOffset dueAt, string id = "t1") =>
        new() { Id = id, Kind = ActivityKind.Task, Status = ActivityStatus.Planned, DueAt = dueAt };

    public static ActivityFacts Email(DateTimeOffset at, ActivityDirection direction, string id = "e1") =>
        new() { Id = id, Kind = ActivityKind.Email, Direction = direction, StartsAt = at };

    public static ActivityFacts Call(DateTimeOffset startsAt, ActivityStatus? status = ActivityStatus.NoShow, string id = "c1") =>
        new() { Id = id, Kind = ActivityKind.Call, Direction = ActivityDirection.Outbound, Status = status, StartsAt = startsAt, EndsAt = startsAt.AddMinutes(10) };

    public static ActivityFacts Deliverable(DateTimeOffset at, DeliverableKind kind, string id = "d1") =>
        new() { Id = id, Kind = ActivityKind.Deliverable, Deliverable = kind, Direction = ActivityDirection.Outbound, Status = ActivityStatus.Done, StartsAt = at };

    public static CanonicalEvent.ContactAssociated Contact(string id, string? name = null, BuyingRole? role = null) =>
        new() { Id = $"contact-{id}", OccurredAt = Noon.AddDays(-60), DealId = Key.Id, Contact = new() { Id = id, Name = name, Role = role } };

    public static CanonicalEvent.ActivityRemoved Removed(DateTimeOffset at, string activityId) =>
        new() { Id = $"remove-{activityId}", OccurredAt = at, DealId = Key.Id, ActivityId = activityId };

    public static Person Ana(params Leave[] leave) =>
        new() { Id = "ana", Name = "Ana", Email = "ana@example.com", OwnerKeys = ["crm:7"], Leave = [.. leave] };

    /// <summary>An open deal in discovery, 12,000 EUR, made and moved at the time given.</summary>
    public static DealSnapshot Deal(DateTimeOffset at, DealFields? fields = null, params CanonicalEvent[] events) =>
        DealFrom([
            Changed(at, new() { Name = "Acme renewal", Stage = "discovery", Amount = Told.Of<decimal?>(12_000), Currency = "EUR", OwnerId = "7" }, "made"),
            .. fields is null ? [] : new[] { Changed(at, fields, "more") },
            .. events,
        ]);

    public static DealSnapshot DealFrom(IEnumerable<CanonicalEvent> events) => events.Aggregate(DealSnapshot.Empty(Key), DealMerge.Apply);

    public static WorkCalendar Calendar(string zone = "Etc/UTC", CalendarSettings? settings = null) =>
        WorkCalendar.For(settings ?? new(), TimeZoneInfo.FindSystemTimeZoneById(zone), new DateOnly(2026, 11, 16));

    public static RuleContext Context(
        DealSnapshot deal,
        DateTimeOffset now,
        RuleSettings? rules = null,
        bool activitiesKnown = true,
        string zone = "Etc/UTC",
        DateTimeOffset? knownSince = null,
        Person? owner = null,
        Baselines? baselines = null,
        CalendarSettings? calendar = null) =>
        new(DealView.Of(deal, Stages, now), Calendar(zone, calendar), rules ?? new(), activitiesKnown, knownSince, owner, baselines);
}
