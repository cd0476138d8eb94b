using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>Notes of deals. Their HTML is read once, here, and goes no further.</summary>
internal static class PipedriveNote
{
    public static List<CanonicalEvent> Read(PipedriveWebhook webhook, NoteLexicon notes)
    {
        var id = Id(webhook.EntityId);
        return PipedriveAttachment.Read(webhook, id, (note, _) => Facts(note, id, notes));
    }

    /// <summary>Activities and notes are numbered apart, and one of each may well have the same number.</summary>
    public static string Id(string noteId) => $"note-{noteId}";

    public static ActivityFacts Facts(PipedriveFields note, string id, NoteLexicon notes) => new()
    {
        Id = id,
        Kind = ActivityKind.Note,
        Note = note.Text("content") is { } html ? NoteReader.Read(HtmlText.Of(html), notes) : null,
    };
}
