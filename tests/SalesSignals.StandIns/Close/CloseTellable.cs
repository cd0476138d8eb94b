using SalesSignals.Cli.Demo;
using SalesSignals.Events;

namespace SalesSignals.StandIns.Close;

/// <summary>What is left of a fact when Close tells it, by its webhooks and its API: the one list of what it has no words for.</summary>
internal static class CloseTellable
{
    public static CanonicalEvent Of(StoryFact fact) => fact.Event switch
    {
        // It always tells an opportunity whole: without a value is a value of none.
        CanonicalEvent.DealChanged changed when changed.Deal.CreatedAt.IsTold => changed with
        {
            Deal = changed.Deal with { Amount = Told.Of(changed.Deal.Amount.Value), CloseOn = Told.Of(changed.Deal.CloseOn.Value) },
        },

        // It knows no roles in a purchase.
        CanonicalEvent.ContactAssociated told => told with { Contact = told.Contact with { Role = null } },
        CanonicalEvent.ActivityLogged logged => logged with { Activity = Of(logged.Activity, fact.Text) },
        var other => other,
    };

    private static ActivityFacts Of(ActivityFacts activity, string? text) => activity.Kind switch
    {
        // A call is completed or was not taken.
        ActivityKind.Call => activity with { Status = activity.Status is ActivityStatus.Held or ActivityStatus.Done ? ActivityStatus.Done : null },

        // When a task was done it does not say, and for whom it is neither; what it is for, always.
        ActivityKind.Task => activity with { StartsAt = null, Direction = null, Note = NoteReader.Read(text ?? "Follow up") },
        ActivityKind.Note => activity with { Note = NoteReader.Read(text!) },

        // What stands in emails is not read.
        _ => activity,
    };
}
