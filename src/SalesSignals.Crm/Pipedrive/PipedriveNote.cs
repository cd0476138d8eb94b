using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>Notes of deals. Their HTML is read once, here, and goes no further.</summary>
internal static class PipedriveNote
{
    public static List<CanonicalEvent> Read(PipedriveWebhook webhook)
    {
        // Activities and notes are numbered apart, and one of each may well have the same number.
        var id = $"note-{webhook.EntityId}";
        return PipedriveAttachment.Read(webhook, id, (note, _) => new()
        {
            Id = id,
            Kind = ActivityKind.Note,
            Note = note.Text("content") is { } html ? NoteReader.Read(HtmlText.Of(html)) : null,
        });
    }
}
