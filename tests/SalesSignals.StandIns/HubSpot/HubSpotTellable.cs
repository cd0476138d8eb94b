using SalesSignals.Cli.Demo;
using SalesSignals.Events;

namespace SalesSignals.StandIns.HubSpot;

/// <summary>What is left of a fact when HubSpot tells it, by its webhooks and its API: the one list of what it has no words for.</summary>
internal static class HubSpotTellable
{
    public static CanonicalEvent Of(StoryFact fact) => fact.Event is not CanonicalEvent.ActivityLogged logged ? fact.Event : logged with
    {
        Activity = logged.Activity with
        {
            Note = fact.Text is { } text ? NoteReader.Read(text) : null,
            Status = (logged.Activity.Kind, logged.Activity.Status) switch
            {
                // An email is sent once it is there, and a meeting that nobody has said anything of is over when its time is.
                (ActivityKind.Email, _) or (ActivityKind.Meeting, ActivityStatus.Planned) => null,
                var (_, status) => status,
            },

            // Who called a meeting off, and for whom a task is, it does not say.
            CancelledBy = null,
            Direction = logged.Activity.Kind is ActivityKind.Task ? null : logged.Activity.Direction,
        },
    };
}
