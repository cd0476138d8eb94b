using System.Collections.Frozen;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>Activities of deals. Those of leads, or of nothing, are left alone.</summary>
internal static class PipedriveActivity
{
    public static List<CanonicalEvent> Read(PipedriveWebhook webhook, FrozenDictionary<string, ActivityKind> types) =>
        PipedriveAttachment.Read(webhook, webhook.EntityId, (activity, at) => Facts(activity, webhook.EntityId, at, types));

    private static ActivityFacts Facts(PipedriveFields activity, string id, DateTimeOffset at, FrozenDictionary<string, ActivityKind> types)
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
            ContactIds = activity.Id("person_id") is { } person ? [person] : [],
        };
    }
}
