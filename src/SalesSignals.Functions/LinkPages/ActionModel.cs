using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Functions.Emails;
using SalesSignals.Links;
using SalesSignals.Signals;

namespace SalesSignals.Functions.LinkPages;

/// <summary>The page that asks before something is done about a deal, and that says when it is done: the deal as it stands now, in its reader's own days.</summary>
public sealed record ActionModel
{
    public const string ThreeDays = "3";
    public const string SevenDays = "7";
    public const string ADay = "date";

    public required LinkPurpose Purpose { get; init; }

    /// <summary>The signal it is about; null for the deal as a whole.</summary>
    public required string? Kind { get; init; }

    public required ShownDeal Deal { get; init; }

    public required Person Reader { get; init; }

    public required PeopleDirectory People { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required DateOnly Today { get; init; }

    public required DateOnly Latest { get; init; }

    /// <summary>How long to park, as the link in the email said.</summary>
    public string Choice { get; init; } = ThreeDays;

    public string? Until { get; init; }

    public string? Reason { get; init; }

    /// <summary>Why nothing was done; null where nothing is wrong.</summary>
    public string? Problem { get; init; }

    /// <summary>What has just been done; null where it is still a question.</summary>
    public DealAction? Done { get; init; }

    /// <summary>What the reader says with a link.</summary>
    public static FeedbackKind SaidBy(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.NotesIn => FeedbackKind.NotesIn,
        LinkPurpose.Useful => FeedbackKind.Useful,
        _ => FeedbackKind.NotARisk,
    };

    public static string ChoiceOf(string? days) => days is SevenDays or ADay ? days : ThreeDays;

    public string Title => (Purpose, Done) switch
    {
        (LinkPurpose.Park, DealAction.Park) => "Parked",
        (LinkPurpose.Park, DealAction.Unpark) => "No longer parked",
        (LinkPurpose.Park, _) => "Park this deal?",
        (_, DealAction.Retract) => "Taken back",
        (_, not null) => "Thank you",
        (LinkPurpose.NotesIn, _) => "Are the notes in?",
        (LinkPurpose.Useful, _) => "Good to know?",
        _ => "Not a risk?",
    };

    public string Name => DealWords.Name(Deal.Now);

    public string Facts => DealWords.Facts(Deal.Now, Today, People.ByOwnerKey(Deal.Now.OwnerKey));

    public string? CrmAddress => DealWords.Link(Deal.Now);

    public bool IsOpen => Deal.Now.Status == DealStatus.Open;

    public Parking? Parking => Deal.ParkingOf(Kind);

    /// <summary>What the page is about: the one signal, or all that stand.</summary>
    public IEnumerable<RaisedSignal> Signals => Deal.Now.Signals.Where(raised => !raised.Signal.IsGoodNews && (Kind is null || raised.Signal.Kind == Kind));

    /// <summary>What has become of it since the email was sent; null where all is as the email said.</summary>
    public string? Standing => Done is not null ? null : Purpose is LinkPurpose.Park ? ParkStanding : JudgeStanding;

    /// <summary>Whether there is anything left to ask.</summary>
    public bool CanAct => Done is null && (Purpose switch
    {
        LinkPurpose.Park => IsOpen,
        LinkPurpose.NotesIn => Deal.Standing(Kind!) is not null && !HasSaid,
        _ => (Deal.Standing(Kind!) is not null || Deal.Ended(Kind!) is not null) && !HasSaid,
    });

    /// <summary>Whether what the link says was said by its reader, and holds.</summary>
    public bool HasSaid => Kind is not null && Deal.SaidOf(Kind) is { } said && said.Kind == SaidBy(Purpose) && said.By == Reader.Id
        && Deal.Standing(Kind) is not { IsDismissed: false, Feedback.Kind: not FeedbackKind.Useful };

    /// <summary>What will happen, or has.</summary>
    public string Effect => (Purpose, Done) switch
    {
        (LinkPurpose.Park, DealAction.Park) => $"No alert and no digest asks about it before {Day(Parking!.Until)}. If the buyer is in touch or the deal moves forward, that ends early.",
        (LinkPurpose.Park, DealAction.Unpark) => "Alerts and digests may ask about it again.",
        (LinkPurpose.Park, _) => "Until then no alert and no digest asks about it. If the buyer is in touch or the deal moves forward, that ends early.",
        (LinkPurpose.Useful, DealAction.Retract) => "What you said no longer counts for the rule that spoke up.",
        (_, DealAction.Retract) => "What you said no longer holds: digests ask about it again, as long as it stands.",
        (LinkPurpose.NotesIn, null) => "Then nobody is reminded of those that are missing now.",
        (LinkPurpose.NotesIn, _) => "Nobody is reminded of those that were missing.",
        (LinkPurpose.Useful, null) => "Nothing changes for the deal. It counts for the rule that spoke up.",
        (LinkPurpose.Useful, _) => "It counts for the rule that spoke up.",
        (_, null) => "Then it is not told again, unless it gets worse or comes back. It also counts for the rule that spoke up.",
        _ => "It is not told again, unless it gets worse or comes back.",
    };

    public string Button => Purpose switch
    {
        LinkPurpose.NotesIn => "The notes are in",
        LinkPurpose.Useful => "It was good to know",
        _ => "It is not a risk",
    };

    /// <summary><c>Thursday 19 Nov 2026</c>, the day on which it is told again if parked for so long.</summary>
    public string In(int days) => Wording.LongDay(Today.AddDays(days));

    public string Day(DateTimeOffset at) => Wording.LongDay(LocalMoment.Of(at, Reader.TimeZone).Date);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string? ParkStanding => this switch
    {
        { IsOpen: false } => $"This deal is {Deal.Now.Status.ToString().ToLowerInvariant()}: there is nothing to park.",
        { Parking: { } parking } => $"It is parked already, until {Day(parking.Until)}: {Who(parking.By)} did that on {Day(parking.At)}. Reason: {Wording.Clean(parking.Reason, Parking.LongestReason)}",
        _ when !Signals.Any() => "Nothing stands against it any more. You can still park it.",
        _ => null,
    };

    private string? JudgeStanding
    {
        get
        {
            if (Deal.Standing(Kind!) is null)
            {
                return Deal.Ended(Kind!) is { ClearedAt: { } at }
                    ? $"This has ended by itself on {Day(at)}.{(CanAct ? " You can still say so: the rule learns from it." : " There is nothing left to do.")}"
                    : "This no longer stands against the deal. There is nothing left to do.";
            }

            return Deal.SaidOf(Kind!) is not { } said ? null
                : HasSaid ? $"You have said so on {Day(said.At)}."
                : $"{Capital(Who(said.By))} said \"{Wording.Words(Feedback.NameOf(said.Kind))}\" on {Day(said.At)}. What you say takes its place.";
        }
    }

    private string Who(string? personId) => personId switch
    {
        null => "whoever looks after SalesSignals",
        _ when personId == Reader.Id => "you",
        _ => People.ById(personId) is { } person ? Wording.Clean(person.Name, 40) : "somebody who has left",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
