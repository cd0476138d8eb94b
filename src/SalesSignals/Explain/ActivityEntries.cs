using SalesSignals.Alerts;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Explain;

/// <summary>Meetings, calls, emails, tasks and notes of a deal, in sentences. What counts as a touch is told by the same rule as everywhere.</summary>
internal readonly struct ActivityEntries(DealView view)
{
    private readonly DealView _view = view;

    public IEnumerable<TimelineEntry> Past()
    {
        var entries = new List<TimelineEntry>();
        foreach (var statement in _view.Snapshot.Activities)
        {
            if (statement.Facts is { } activity && !Touches.IsPlanned(activity, _view.Now))
            {
                entries.Add(Of(activity, Touches.TimeOf(activity, statement.Stamp)));
            }
        }

        return entries;
    }

    public IEnumerable<TimelineEntry> Planned()
    {
        var entries = new List<TimelineEntry>();
        foreach (var statement in _view.Snapshot.Activities)
        {
            if (statement.Facts is { } activity && Touches.IsPlanned(activity, _view.Now))
            {
                var kind = activity.Direction is ActivityDirection.Internal ? $"Internal {Noun(activity)}" : Wording.Title(Noun(activity));
                entries.Add(new((activity.StartsAt ?? activity.DueAt)!.Value, TimelineKind.Other, kind, Detail(activity)));
            }
        }

        return entries.OrderBy(entry => entry.At);
    }

    private TimelineEntry Of(ActivityFacts activity, DateTimeOffset at) => new(
        at,
        Touches.IsBuyerTouch(activity, _view.Now, _view.Counts) ? TimelineKind.BuyerTouch
            : Touches.IsSellerTouch(activity, _view.Now, _view.Counts) ? TimelineKind.Ours
            : TimelineKind.Other,
        Sentence(activity),
        Detail(activity));

    private static string Sentence(ActivityFacts activity) => (activity.Kind, activity.Direction, activity.Status) switch
    {
        (ActivityKind.Note, _, _) => "Note written",
        (ActivityKind.Deliverable, _, _) => activity.Deliverable is DeliverableKind.Demo ? "Demo given" : $"{Wording.Title(Noun(activity))} sent",
        (ActivityKind.Email, ActivityDirection.Inbound, _) => activity.Automated ? "Automatic email from the buyer" : "Email from the buyer",
        (ActivityKind.Email, _, _) => activity.Automated ? "Automatic email to the buyer" : "Email to the buyer",
        (_, _, ActivityStatus.Cancelled) => $"{Wording.Title(Noun(activity))} called off{By(activity)}",
        (_, _, ActivityStatus.NoShow) => $"Nobody came to the {Noun(activity)}",
        (_, _, ActivityStatus.Moved) => $"{Wording.Title(Noun(activity))} moved{By(activity)}",
        (ActivityKind.Task, _, ActivityStatus.Done) => "Task done",
        (ActivityKind.Task, _, _) => "Task was due",
        (_, ActivityDirection.Internal, _) => $"Internal {Noun(activity)}",
        (ActivityKind.Meeting, _, ActivityStatus.Planned) => "Meeting was to be held",
        (ActivityKind.Meeting, _, _) => "Meeting held",
        (ActivityKind.Call, _, ActivityStatus.Held or ActivityStatus.Done) => "Call",
        (ActivityKind.Call, _, ActivityStatus.Planned) => "Call was planned",
        _ => "Call attempt",
    };

    private static string By(ActivityFacts activity) => activity.CancelledBy switch
    {
        ActivityParty.Buyer => " by the buyer",
        ActivityParty.Seller => " by us",
        _ => string.Empty,
    };

    private static string Noun(ActivityFacts activity) => activity.Kind switch
    {
        ActivityKind.Meeting => "meeting",
        ActivityKind.Call => "call",
        ActivityKind.Task => "task",
        _ => activity.Deliverable switch
        {
            DeliverableKind.Demo => "demo",
            DeliverableKind.Proposal => "proposal",
            DeliverableKind.Quote => "quote",
            DeliverableKind.Contract => "contract",
            _ => "document",
        },
    };

    private string? Detail(ActivityFacts activity)
    {
        var snapshot = _view.Snapshot;
        string[] names =
        [
            .. activity.ContactIds
                .Select(id => snapshot.Contacts.FirstOrDefault(contact => contact.Id == id)?.Facts?.Name)
                .OfType<string>()
                .Select(name => Wording.Clean(name, 60)),
        ];
        string?[] parts = [names.Length == 0 ? null : $"With {Wording.List(names, shown: 3)}.", activity.Note is { } note ? Read(note) : null];
        var detail = string.Join(' ', parts.Where(part => part is not null));
        return detail.Length == 0 ? null : detail;
    }

    /// <summary>The text of a note is not kept, only what was read from it.</summary>
    private static string Read(NoteReading note)
    {
        string?[] found =
        [
            note.HasCustomerAction ? "the customer's next step" : note.HasNextStep ? "a next step" : null,
            note.HasDate ? "a date" : null,
            note.HasPrice ? "the price" : null,
            note.HasVerbalYes ? "a yes" : null,
            note.Competitor is { } competitor ? Wording.Clean(competitor, 40) : null,
            note.HelpFrom is { } help ? $"help wanted from {Wording.Clean(help, 40)}" : null,
        ];
        string[] named = [.. found.OfType<string>()];
        var words = Wording.Count(note.Words, "word");
        return named.Length == 0 ? $"Its text has {words} and names no next step, date or price." : $"Its text has {words} and names {Wording.List(named, shown: 6)}.";
    }
}
