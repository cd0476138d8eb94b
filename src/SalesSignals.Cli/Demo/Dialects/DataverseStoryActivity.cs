using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>An activity of a story as a row of Dataverse.</summary>
internal static class DataverseStoryActivity
{
    private const int Sender = 1;
    private const int Recipient = 2;
    private const int Attendee = 5;
    private const int Organizer = 7;

    public static string? Table(ActivityKind kind) => kind switch
    {
        ActivityKind.Meeting => "appointment",
        ActivityKind.Call => "phonecall",
        ActivityKind.Email => "email",
        ActivityKind.Task => "task",
        ActivityKind.Note => "annotation",
        _ => null,
    };

    public static Dictionary<string, object> Columns(
        ActivityFacts activity, DateTimeOffset at, string deal, string? text, string owner, Func<string, DataverseLookup> person)
    {
        var regarding = new DataverseLookup("opportunity", deal);
        var ours = new DataverseLookup("systemuser", owner);
        DataverseLookup[] buyers = [.. activity.ContactIds.Select(person)];
        return activity.Kind switch
        {
            ActivityKind.Note => DataverseStory.Row(("objectid", regarding), ("notetext", text)),
            ActivityKind.Meeting => DataverseStory.Row(
                ("regardingobjectid", regarding),
                ("statecode", State(activity.Status)),
                ("scheduledstart", activity.StartsAt),
                ("scheduledend", activity.EndsAt),
                ("parties", (DataverseParty[])[new(Organizer, ours), .. buyers.Select(buyer => new DataverseParty(Attendee, buyer))])),
            ActivityKind.Task => DataverseStory.Row(
                ("regardingobjectid", regarding),
                ("statecode", State(activity.Status)),
                ("scheduledstart", IsDone(activity) ? null : activity.StartsAt),
                ("scheduledend", activity.DueAt),
                ("actualend", IsDone(activity) ? activity.EndsAt ?? activity.StartsAt ?? at : null),
                ("description", text)),
            ActivityKind.Call => DataverseStory.Row(
                ("regardingobjectid", regarding),
                ("statecode", State(activity.Status)),
                ("scheduledstart", IsDone(activity) ? null : activity.StartsAt),
                ("scheduledend", IsDone(activity) ? null : activity.DueAt),
                ("actualstart", IsDone(activity) ? activity.StartsAt : null),
                ("actualend", IsDone(activity) ? activity.EndsAt ?? at : null),
                ("leftvoicemail", activity.Status is ActivityStatus.NoShow),
                ("directioncode", Outgoing(activity)),
                ("description", text),
                ("parties", Message(activity.Direction, ours, buyers))),
            _ => DataverseStory.Row(
                ("regardingobjectid", regarding),
                ("statecode", new DataverseChoice(1)),
                ("statuscode", new DataverseChoice(activity.Direction is ActivityDirection.Inbound ? 4 : 3)),
                ("senton", activity.StartsAt),
                ("actualend", activity.StartsAt),
                ("directioncode", Outgoing(activity)),
                ("isworkflowcreated", activity.Automated),
                ("description", text),
                ("parties", Message(activity.Direction, ours, buyers))),
        };
    }

    private static bool IsDone(ActivityFacts activity) => activity.Status is ActivityStatus.Done or ActivityStatus.Held or ActivityStatus.NoShow;

    private static object? Outgoing(ActivityFacts activity) => activity.Direction is { } direction ? direction is not ActivityDirection.Inbound : null;

    /// <summary>0 open, 1 completed, 2 cancelled, 3 scheduled (appointments).</summary>
    private static DataverseChoice State(ActivityStatus? status) => new(status switch
    {
        ActivityStatus.Held or ActivityStatus.Done or ActivityStatus.NoShow => 1,
        ActivityStatus.Cancelled => 2,
        _ => 0,
    });

    private static DataverseParty[] Message(ActivityDirection? direction, DataverseLookup ours, DataverseLookup[] buyers) => direction switch
    {
        ActivityDirection.Outbound => [new(Sender, ours), .. buyers.Select(buyer => new DataverseParty(Recipient, buyer))],
        ActivityDirection.Inbound => [.. buyers.Select(buyer => new DataverseParty(Sender, buyer)), new(Recipient, ours)],
        ActivityDirection.Internal => [new(Sender, ours), new(Recipient, ours)],
        _ => [.. buyers.Select(buyer => new DataverseParty(Recipient, buyer))],
    };
}
