using System.Collections.Immutable;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>The webhook subscriptions of Close. After three days without a success Close pauses one, and throws away what waits.</summary>
internal static class CloseSubscriptions
{
    private static readonly ImmutableArray<string> Needed =
        ["opportunity", "activity.call", "activity.meeting", "activity.email", "activity.note", "task.lead", "contact"];

    public static async Task<CrmSubscriptions?> AskAsync(CloseReads reads, CancellationToken cancellationToken)
    {
        var answer = await reads.SubscriptionsAsync(cancellationToken);
        return new([.. (answer.Data ?? []).Where(told => told.Url is not null).Select(Read)], Needed);
    }

    private static CrmSubscription Read(CloseSubscription told) => new(
        told.Url!,
        told.Status is null or "active",
        [.. (told.Events ?? []).Select(one => one.ObjectType).OfType<string>().Distinct(StringComparer.Ordinal)]);
}
