using System.Collections.Frozen;
using System.Collections.Immutable;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>Activities of deals. Those of leads, or of nothing, are left alone.</summary>
internal static class PipedriveActivity
{
    /// <summary>More people than this in one meeting say nothing more about the deal.</summary>
    private const int MostContacts = 32;

    public static List<CanonicalEvent> Read(PipedriveWebhook webhook, FrozenDictionary<string, ActivityKind> types, NoteLexicon notes) =>
        PipedriveAttachment.Read(webhook, webhook.EntityId, (activity, at) => Facts(activity, webhook.EntityId, at, types, notes));

    public static ActivityFacts Facts(PipedriveFields activity, string id, DateTimeOffset at, FrozenDictionary<string, ActivityKind> types, NoteLexicon notes)
    {
        var kind = types.KindOf(activity.Text("type"));
        var isDone = activity.IsTrue("done");
        var schedule = isDone
            ? PipedriveSchedule.Done(activity, activity.Instant("marked_as_done_time") ?? at)
            : PipedriveSchedule.Planned(activity, kind);
        return new()
        {
            Id = id,
            Kind = kind,
            Status = !isDone ? ActivityStatus.Planned : kind is ActivityKind.Meeting ? ActivityStatus.Held : ActivityStatus.Done,
            StartsAt = schedule.StartsAt,
            EndsAt = schedule.EndsAt,
            DueAt = schedule.DueAt,
            ContactIds = Contacts(activity),
            Note = kind is ActivityKind.Task ? Note(activity, notes) : null,
        };
    }

    /// <summary>What a task is for. That of a meeting is written before it, and no note of what was said.</summary>
    private static NoteReading? Note(PipedriveFields task, NoteLexicon notes) =>
        string.Join('\n', new[] { task.Text("subject"), task.Text("note") }.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => HtmlText.Of(text!))) is { Length: > 0 } text
            ? NoteReader.Read(text, notes)
            : null;

    /// <summary>Webhooks tell the first person only; the API also tells the others, and the guests of a meeting whom it knows.</summary>
    private static ImmutableArray<string> Contacts(PipedriveFields activity) =>
    [
        .. activity.Parts("participants")
            .Concat(activity.Parts("attendees"))
            .Select(person => person.Id("person_id"))
            .Prepend(activity.Id("person_id"))
            .OfType<string>()
            .Distinct()
            .Take(MostContacts),
    ];
}
