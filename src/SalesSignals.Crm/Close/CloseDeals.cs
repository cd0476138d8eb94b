using System.Globalization;
using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>
/// Lists of opportunities, oldest first. A page begins at the time at which the one before ended, and tells again what has that very time:
/// Close pages by offset, and an offset shifts when opportunities come and go.
/// </summary>
internal sealed class CloseDeals(CloseReads reads, CloseObjects objects)
{
    /// <summary>A time that stays, so that a walk loses nothing that is edited meanwhile.</summary>
    public const string ByCreation = "date_created";

    public const string ByModification = "date_updated";

    /// <summary>In a page; each lead takes <see cref="CallsOfDeal"/> calls.</summary>
    public const int MostDeals = 25;

    public const int CallsOfDeal = 3;

    /// <param name="filter">Part of a query.</param>
    /// <param name="since">Where the list begins, in the time it is ordered by.</param>
    /// <param name="closedSince">Leaves out those that were closed before.</param>
    public async Task<CrmPage> ReadAsync(
        string filter, string order, DateTimeOffset? since, string? after, DateOnly? closedSince, CancellationToken cancellationToken)
    {
        var (from, skip) = Place(after) ?? (since, 0);
        var begin = from is { } at ? $"&{order}__gte={CloseReads.Time(at)}" : "";
        var answer = await reads.OpportunitiesAsync($"_limit={MostDeals}&_skip={skip}&_order_by={order}{begin}{filter}", cancellationToken);
        var deals = answer.Data ?? [];
        var wanted = deals.Where(deal => closedSince is null || !WasClosedBefore(deal, closedSince.Value)).ToList();
        var events = await objects.DealsAsync(wanted, linkedAt: null, cancellationToken);
        return new(events, deals.Count, answer.HasMore && deals.Count > 0 ? Next(deals, order, from, skip) : null);
    }

    private static string Next(IReadOnlyList<JsonElement> deals, string order, DateTimeOffset? from, int skip)
    {
        var last = TimeOf(deals[^1], order) ?? from;

        // All of them at one time: only an offset leads on.
        return last is null || last == from
            ? Text(from, skip + deals.Count)
            : Text(last, 0);
    }

    private static string Text(DateTimeOffset? at, int skip) =>
        string.Create(CultureInfo.InvariantCulture, $"{at?.UtcTicks ?? 0} {skip}");

    private static (DateTimeOffset? From, int Skip)? Place(string? after)
    {
        if (after is null)
        {
            return null;
        }

        if (after.Split(' ') is not [var ticks, var skip]
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > DateTimeOffset.MaxValue.Ticks
            || !int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var some))
        {
            throw new ArgumentException("That is no place in a list of opportunities.", nameof(after));
        }

        return (at == 0 ? null : new DateTimeOffset(at, TimeSpan.Zero), some);
    }

    private static DateTimeOffset? TimeOf(JsonElement deal, string order)
    {
        try
        {
            return CloseEvent.Instant(EventFields.Of(deal), order);
        }
        catch (UnreadableEventException)
        {
            return null;
        }
    }

    private static bool WasClosedBefore(JsonElement deal, DateOnly day)
    {
        try
        {
            var fields = EventFields.Of(deal);
            return fields.Text("status_type") switch
            {
                "won" => CloseEvent.Date(fields, "date_won") < day,
                "lost" => CloseEvent.Date(fields, "date_lost") < day,
                _ => false,
            };
        }
        catch (UnreadableEventException)
        {
            return false;
        }
    }
}
