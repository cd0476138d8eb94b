using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// How much a walk has to read. Pipedrive counts nothing by the filters we need; so deals are listed in large pages, which is a fiftieth of
/// the calls of reading them, and what they say of their activities and notes is added up.
/// </summary>
internal static class PipedriveEstimate
{
    public static async Task<CrmEstimate> AskAsync(PipedriveReads reads, CrmWalk walk, CancellationToken cancellationToken)
    {
        var (deals, calls, activities, notes) = (0L, 0L, 0L, 0L);
        foreach (var part in PipedriveParts.Of(walk).Where(PipedriveParts.TellsDeals))
        {
            var listed = 0L;
            string? after = null;
            do
            {
                var page = await reads.ListAsync(
                    $"{PipedriveParts.List(walk, part)}&limit={PipedriveReads.MostOnPage}{PipedriveReads.After(after)}", CrmApi.LongTimeout, cancellationToken);
                foreach (var deal in page.Items)
                {
                    listed++;
                    if (walk is CrmWalk.Backfill(var closedSince) && PipedriveDeal.ClosedAt(deal) < closedSince)
                    {
                        continue;
                    }

                    deals++;
                    calls += (PipedriveDeals.HasHistory(deal) ? 1 : 0) + (PipedriveDeals.HasParticipants(deal) ? 1 : 0);
                    activities += deal.Count("activities_count") ?? 0;
                    notes += deal.Count("notes_count") ?? 0;
                }

                after = page.Items.Count > 0 ? page.Next : null;
            }
            while (!string.IsNullOrEmpty(after));

            // The list, and the persons of each of its pages.
            calls += 2 * Pages(listed, PipedriveParts.DealsOnPage);
        }

        return new(deals, calls + Pages(activities, PipedriveReads.MostOnPage) + Pages(notes, PipedriveReads.MostOnPage));
    }

    /// <summary>An empty list takes a call too.</summary>
    private static long Pages(long objects, int onPage) => Math.Max(1, (objects + onPage - 1) / onPage);
}
