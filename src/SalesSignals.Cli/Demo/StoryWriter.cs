using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Demo;

/// <summary>Writes one deal's story, fact by fact. Times are given in days before now; they fall on working days, in working hours.</summary>
internal sealed class StoryWriter
{
    public static readonly ImmutableArray<string> Stages = ["qualified", "discovery", "evaluation", "proposal", "negotiation", "commit"];

    private const int FirstDealId = 4_000;

    /// <summary>What the rules say nothing of where activities are not told.</summary>
    private static readonly FrozenSet<string> OfActivities = [SignalKinds.StalledDeal, SignalKinds.MissingNotes, SignalKinds.NoNextStep];

    private readonly List<StoryFact> _facts = [];
    private readonly Dialect _dialect;
    private readonly DateTimeOffset _now;
    private readonly int _number;
    private readonly string _company;
    private int _events;
    private int _activities;

    /// <param name="dialect">How the story will be told, and what of it cannot be.</param>
    /// <param name="number">The deal's number among those of its source.</param>
    public StoryWriter(DemoRandom random, Person owner, Dialect dialect, int number, DateTimeOffset now, string? company = null)
    {
        Random = random;
        Owner = owner;
        _dialect = dialect;
        _number = number;
        _now = now;
        Key = new(dialect.Source, (FirstDealId + number).ToString(CultureInfo.InvariantCulture));
        _company = company ?? OrganisationNames.Company(random);
        Buyers = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => OrganisationNames.Buyer(random)).Distinct()];
        Amount = random.Next(8, 280) * 500m;
    }

    public DemoRandom Random { get; }

    public Person Owner { get; }

    public DealKey Key { get; }

    public ImmutableArray<string> Buyers { get; }

    public decimal Amount { get; }

    /// <summary>Whether what is written after a conversation is told: without, nobody can know whether price was talked about.</summary>
    public bool TellsNotes => !_dialect.Untold.Contains(ActivityKind.Note);

    public string Currency => Owner.QuotaCurrency ?? "EUR";

    public DealStory Finish(Plot plot, params IEnumerable<string> expected) => new()
    {
        Key = Key,
        Plot = plot,
        Owner = Owner,
        Facts = [.. _facts.OrderBy(fact => fact.Event.OccurredAt)],
        Expected = [.. expected.Where(kind => _dialect.TellsActivities || !OfActivities.Contains(kind))],
    };

    /// <summary>A working hour on the last working day at or before (in the future: at or after) the day meant.</summary>
    public DateTimeOffset At(double daysBack)
    {
        var day = _now.UtcDateTime.Date.AddDays(-Math.Floor(daysBack));
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(daysBack > 0 ? -1 : 1);
        }

        return new DateTimeOffset(day, TimeSpan.Zero).AddMinutes((9 * 60) + Random.Next(300));
    }

    public DateOnly Day(double daysBack) => DateOnly.FromDateTime(_now.UtcDateTime.AddDays(-daysBack));

    public void Create(DateTimeOffset at, bool withAmount, DateOnly? closeOn)
    {
        Change(at, new()
        {
            Name = $"{_company} {OrganisationNames.Offer(Random)}",
            Pipeline = "default",
            Stage = Stages[0],
            OwnerId = OrganisationPeople.OwnerId(Owner.Id),
            Amount = withAmount ? Amount : default(Told<decimal?>),
            Currency = Currency,
            CloseOn = closeOn is { } day ? day : default(Told<DateOnly?>),
            CreatedAt = at,
            ForecastCategory = "pipeline",
            Url = $"https://crm.example/deals/{Key.Id}",
        });
        for (var i = 0; i < Buyers.Length; i++)
        {
            AddBuyer(at.AddMinutes(4 + i), i);
        }
    }

    public void Change(DateTimeOffset at, DealFields fields) =>
        Add(new CanonicalEvent.DealChanged { Id = NextId(), OccurredAt = at, DealId = Key.Id, Deal = fields });

    public void Meeting(DateTimeOffset at, string? note)
    {
        var contacts = Contacts();
        var endsAt = at.AddMinutes(45);
        var planned = new ActivityFacts
        {
            Id = NextActivityId(), Kind = ActivityKind.Meeting, Status = ActivityStatus.Planned, StartsAt = at, EndsAt = endsAt, ContactIds = contacts,
        };
        Log(at.AddDays(-4), planned);
        Log(endsAt.AddMinutes(5), planned with { Status = ActivityStatus.Held });
        if (note is not null)
        {
            Note(endsAt.AddMinutes(Random.Next(10, 120)), note);
        }
    }

    public void Call(DateTimeOffset at, string? note)
    {
        Log(at.AddMinutes(20), new()
        {
            Id = NextActivityId(), Kind = ActivityKind.Call, Direction = ActivityDirection.Outbound, Status = ActivityStatus.Held,
            StartsAt = at, EndsAt = at.AddMinutes(18), ContactIds = Contacts(),
        });
        if (note is not null)
        {
            Note(at.AddMinutes(30), note);
        }
    }

    public void Note(DateTimeOffset at, string text) =>
        Log(at, new() { Id = NextActivityId(), Kind = ActivityKind.Note, StartsAt = at }, text);

    public void Email(DateTimeOffset at, ActivityDirection direction, bool automated = false) => Log(
        at,
        new()
        {
            Id = NextActivityId(), Kind = ActivityKind.Email, Direction = direction, Status = ActivityStatus.Done, StartsAt = at,
            Automated = automated, ContactIds = Contacts(),
        },
        direction is ActivityDirection.Inbound ? OrganisationTexts.BuyerMail(Random) : OrganisationTexts.SellerMail(Random));

    /// <summary>Something is planned with the buyer for a time to come.</summary>
    public void Plan(DateTimeOffset loggedAt, DateTimeOffset startsAt)
    {
        if (Random.Chance(0.75))
        {
            Log(loggedAt, new()
            {
                Id = NextActivityId(), Kind = ActivityKind.Meeting, Status = ActivityStatus.Planned, StartsAt = startsAt,
                EndsAt = startsAt.AddMinutes(45), ContactIds = Contacts(),
            });
        }
        else
        {
            Log(loggedAt, new() { Id = NextActivityId(), Kind = ActivityKind.Task, Status = ActivityStatus.Planned, DueAt = startsAt });
        }
    }

    /// <summary>The buyer calls a planned meeting off.</summary>
    public void CalledOff(DateTimeOffset toldAt, DateTimeOffset startsAt) => Log(toldAt, new()
    {
        Id = NextActivityId(), Kind = ActivityKind.Meeting, Status = ActivityStatus.Cancelled, CancelledBy = ActivityParty.Buyer, StartsAt = startsAt,
        EndsAt = startsAt.AddMinutes(45), ContactIds = Contacts(),
    });

    public void Sent(DateTimeOffset at, DeliverableKind deliverable) => Log(at, new()
    {
        Id = NextActivityId(), Kind = ActivityKind.Deliverable, Deliverable = deliverable, Direction = ActivityDirection.Outbound,
        Status = ActivityStatus.Done, StartsAt = at,
    });

    public void Delete(DateTimeOffset at) => Add(new CanonicalEvent.DealDeleted { Id = NextId(), OccurredAt = at, DealId = Key.Id });

    /// <summary>Merges another record of the deal into this one, which the CRM makes anew of the two.</summary>
    public void Absorb(DateTimeOffset at, string dealId, IEnumerable<StoryFact> facts)
    {
        _facts.AddRange(facts);
        Add(new CanonicalEvent.DealMerged { Id = NextId(), OccurredAt = at, DealId = dealId, IntoDealId = Key.Id });
    }

    /// <summary>The story of an older record of the same deal.</summary>
    public StoryWriter OtherRecord(int copy) => new(Random, Owner, _dialect, _number + (copy * 1_000_000), _now, _company);

    private void AddBuyer(DateTimeOffset at, int index) => Add(new CanonicalEvent.ContactAssociated
    {
        Id = NextId(),
        OccurredAt = at,
        DealId = Key.Id,
        Contact = new()
        {
            Id = ContactId(index),
            Name = Buyers[index],
            Email = $"{OrganisationNames.Slug(Buyers[index])}@{OrganisationNames.Slug(_company)}.example",
            Role = index switch { 0 => BuyingRole.Champion, 1 => BuyingRole.EconomicBuyer, _ => BuyingRole.User },
        },
    });

    private ImmutableArray<string> Contacts() => [ContactId(Random.Next(Buyers.Length))];

    private string ContactId(int index) => string.Create(CultureInfo.InvariantCulture, $"{Key.Id}{index + 1}");

    private void Log(DateTimeOffset at, ActivityFacts activity, string? text = null)
    {
        if (!_dialect.Untold.Contains(activity.Kind))
        {
            Add(new CanonicalEvent.ActivityLogged { Id = NextId(), OccurredAt = at, DealId = Key.Id, Activity = activity }, text);
        }
    }

    private void Add(CanonicalEvent happened, string? text = null) => _facts.Add(new(happened, text));

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{Key.Id}-{++_events}");

    private string NextActivityId() => string.Create(CultureInfo.InvariantCulture, $"{Key.Id}{++_activities:D2}");
}
