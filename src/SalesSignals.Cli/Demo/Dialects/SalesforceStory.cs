using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>
/// A story as people keep it in Salesforce: what was said in a meeting or call is written into its comments, a meeting that is called off
/// is deleted, and there are no deliverables.
/// </summary>
internal static class SalesforceStory
{
    public static IEnumerable<StoryFact> Of(DealStory story)
    {
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        CanonicalEvent.ActivityLogged? conversation = null;
        foreach (var fact in story.Facts)
        {
            if (fact.Event is not CanonicalEvent.ActivityLogged logged)
            {
                yield return fact;
                continue;
            }

            var told = logged.Activity.Kind switch
            {
                ActivityKind.Deliverable => null,
                ActivityKind.Note when conversation is null => null,
                ActivityKind.Note => conversation with { Id = logged.Id, OccurredAt = logged.OccurredAt },
                _ => logged,
            };
            if (told is null)
            {
                continue;
            }

            conversation = IsConversation(told.Activity) ? told : conversation;
            texts[told.Activity.Id] = fact.Text ?? texts.GetValueOrDefault(told.Activity.Id);
            yield return told.Activity is { Kind: ActivityKind.Meeting, Status: ActivityStatus.Cancelled }
                ? new(new CanonicalEvent.ActivityRemoved { Id = told.Id, OccurredAt = told.OccurredAt, DealId = told.DealId, ActivityId = told.Activity.Id })
                : new(told, texts[told.Activity.Id]);
        }
    }

    private static bool IsConversation(ActivityFacts activity) =>
        activity.Kind is ActivityKind.Meeting or ActivityKind.Call && activity.Status is ActivityStatus.Held or ActivityStatus.Done;
}
