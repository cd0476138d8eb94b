using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Calendars;
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

    private const int NewsDays = 7;

    private static readonly ImmutableArray<BuyingRole> Roles = [BuyingRole.Champion, BuyingRole.EconomicBuyer, BuyingRole.User];

    private readonly List<StoryFact> _facts = [];
    private readonly Dialect _dialect;
    private readonly DateTimeOffset _now;
    private readonly int _number;
    private readonly string _company;
    private string _buyersOf;
    private int _events;
    private int _activities;
    private DateTimeOffset? _advancedAt;

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
        _buyersOf = Key.Id;
        _company = company ?? OrganisationNames.Company(random);
        Buyers = SomeBuyers(random);
        Amount = random.Next(8, 280) * 500m;
    }

    public DemoRandom Random { get; }

    public Person Owner { get; }

    public DealKey Key { get; }

    /// <summary>The champion, who decides about the money, and a user.</summary>
    public ImmutableArray<string> Buyers { get; }

    /// <summary>Who meets us beside the champion, by their place among the buyers; null: nobody.</summary>
    public int? Second { get; set; } = 1;

    public decimal Amount { get; set; }

    /// <summary>What of the story cannot be told is left out of it.</summary>
    public Dialect Dialect => _dialect;

    /// <summary>The last day of the quarter that the stories stand in.</summary>
    public DateOnly QuarterEndsOn => Quarter.Of(Day(0)).EndsOn;

    public string Currency => Owner.QuotaCurrency ?? "EUR";

    public DealStory Finish(Plot plot, params IEnumerable<string> expected) => new()
    {
        Key = Key,
        Plot = plot,
        Owner = Owner,
        Facts = [.. _facts.OrderBy(fact => fact.Event.OccurredAt)],
        Expected =
        [
            .. expected,
            .. plot is not (Plot.Lost or Plot.Deleted) && _advancedAt > _now.AddDays(-NewsDays) ? [SignalKinds.Momentum] : Array.Empty<string>(),
        ],
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
        Add(new CanonicalEvent.DealChanged { Id = NextId(), OccurredAt = at, DealId = Key.Id, Deal = Tellable(fields) });

    /// <summary>Moves on to a later stage, or is won.</summary>
    public void Advance(DateTimeOffset at, DealFields fields)
    {
        _advancedAt = at;
        Change(at, fields);
    }

    /// <summary>The champion and who comes with them.</summary>
    public void Meeting(DateTimeOffset at, string? note) => Meeting(at, note, Second is { } second ? [0, second] : [0]);

    public void Meeting(DateTimeOffset at, string? note, int[] who)
    {
        var contacts = Contacts(who);
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

    public void Call(DateTimeOffset at, int who, string? note)
    {
        Log(at.AddMinutes(20), new()
        {
            Id = NextActivityId(), Kind = ActivityKind.Call, Direction = ActivityDirection.Outbound, Status = ActivityStatus.Held,
            StartsAt = at, EndsAt = at.AddMinutes(18), ContactIds = Contacts(who),
        });
        if (note is not null)
        {
            Note(at.AddMinutes(30), note);
        }
    }

    /// <summary>A call that nobody takes.</summary>
    public void MissedCall(DateTimeOffset at, int who) => Log(at.AddMinutes(2), new()
    {
        Id = NextActivityId(), Kind = ActivityKind.Call, Direction = ActivityDirection.Outbound, Status = ActivityStatus.NoShow, StartsAt = at,
        ContactIds = Contacts(who),
    });

    public void Note(DateTimeOffset at, string text) =>
        Log(at, new() { Id = NextActivityId(), Kind = ActivityKind.Note, StartsAt = at }, text);

    public void Email(DateTimeOffset at, ActivityDirection direction, bool automated = false, int who = 0) => Log(
        at,
        new()
        {
            Id = NextActivityId(), Kind = ActivityKind.Email, Direction = direction, Status = ActivityStatus.Done, StartsAt = at,
            Automated = automated, ContactIds = Contacts(who),
        },
        direction is ActivityDirection.Inbound ? OrganisationTexts.BuyerMail(Random) : OrganisationTexts.SellerMail(Random));

    /// <summary>Something is planned with the buyer for a time to come.</summary>
    public void Plan(DateTimeOffset loggedAt, DateTimeOffset startsAt)
    {
        if (Random.Chance(0.75))
        {
            PlanMeeting(loggedAt, startsAt);
        }
        else
        {
            PlanTask(loggedAt, startsAt);
        }
    }

    public void PlanMeeting(DateTimeOffset loggedAt, DateTimeOffset startsAt) => Log(loggedAt, new()
    {
        Id = NextActivityId(), Kind = ActivityKind.Meeting, Status = ActivityStatus.Planned, StartsAt = startsAt,
        EndsAt = startsAt.AddMinutes(45), ContactIds = Contacts(0),
    });

    public void PlanTask(DateTimeOffset loggedAt, DateTimeOffset dueAt) =>
        Log(loggedAt, new() { Id = NextActivityId(), Kind = ActivityKind.Task, Status = ActivityStatus.Planned, DueAt = dueAt });

    /// <summary>A colleague is asked for something.</summary>
    public void Request(DateTimeOffset at, DateTimeOffset dueAt) => Log(
        at,
        new() { Id = NextActivityId(), Kind = ActivityKind.Task, Direction = ActivityDirection.Internal, Status = ActivityStatus.Planned, DueAt = dueAt },
        OrganisationTexts.Request(Random));

    /// <summary>The buyer calls a planned meeting off.</summary>
    public void CalledOff(DateTimeOffset toldAt, DateTimeOffset startsAt) => Log(toldAt, new()
    {
        Id = NextActivityId(), Kind = ActivityKind.Meeting, Status = ActivityStatus.Cancelled, CancelledBy = ActivityParty.Buyer, StartsAt = startsAt,
        EndsAt = startsAt.AddMinutes(45), ContactIds = Contacts(0),
    });

    /// <summary>We were there, and the buyer was not.</summary>
    public void StoodUp(DateTimeOffset startsAt) => Log(startsAt.AddMinutes(20), new()
    {
        Id = NextActivityId(), Kind = ActivityKind.Meeting, Status = ActivityStatus.NoShow, StartsAt = startsAt,
        EndsAt = startsAt.AddMinutes(45), ContactIds = Contacts(0),
    });

    public void Sent(DateTimeOffset at, DeliverableKind deliverable) => Log(at, new()
    {
        Id = NextActivityId(), Kind = ActivityKind.Deliverable, Deliverable = deliverable, Direction = ActivityDirection.Outbound,
        Status = ActivityStatus.Done, StartsAt = at,
    });

    public void Delete(DateTimeOffset at) => Add(new CanonicalEvent.DealDeleted { Id = NextId(), OccurredAt = at, DealId = Key.Id });

    /// <summary>Merges another record of the deal into this one, which the CRM makes anew of the two, and whose buyers are those of either.</summary>
    public void Absorb(DateTimeOffset at, StoryWriter other)
    {
        _facts.AddRange(other._facts);
        _buyersOf = other.Key.Id;
        Add(new CanonicalEvent.DealMerged { Id = NextId(), OccurredAt = at, DealId = other.Key.Id, IntoDealId = Key.Id });
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
            Role = _dialect.TellsBuyingRoles ? Roles[index] : null,
        },
    });

    private static ImmutableArray<string> SomeBuyers(DemoRandom random)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (names.Count < Roles.Length)
        {
            names.Add(OrganisationNames.Buyer(random));
        }

        return [.. names];
    }

    private DealFields Tellable(DealFields fields)
    {
        var told = _dialect.TellsCustomerAction ? fields : fields with { CustomerAction = default, CustomerActionDueOn = default };
        return _dialect.TellsQualification ? told : told with { Outcomes = default, Priorities = default, Timeline = default, Sponsor = default, Budget = default };
    }

    private ImmutableArray<string> Contacts(params int[] who) => [.. who.Select(ContactId)];

    private string ContactId(int index) => string.Create(CultureInfo.InvariantCulture, $"{_buyersOf}{index + 1}");

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
