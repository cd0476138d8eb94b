using System.Globalization;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Events;

namespace SalesSignals.StandIns.HubSpot;

/// <summary>Simple deals by their number.</summary>
internal static class HubSpotMany
{
    /// <summary>Has simple deals: each with a contact, a meeting, an email, a note, and two stages; every tenth is won.</summary>
    public static void AddMany(this HubSpotStandIn hubSpot, int deals)
    {
        for (var i = 1; i <= deals; i++)
        {
            foreach (var happened in Life(i, Stories.Begin.AddMinutes(i % 10_000)))
            {
                hubSpot.Happen(new(happened, happened is CanonicalEvent.ActivityLogged ? "We agreed on the next step." : null));
            }
        }
    }

    private static IEnumerable<CanonicalEvent> Life(int number, DateTimeOffset begin)
    {
        var (deal, contact) = (Id(10_000_000 + number), Id(20_000_000 + number));
        DealFields begun = new() { Name = $"Deal {number}", Pipeline = "default", Stage = "qualified", OwnerId = "31", Amount = 1_000m + number, Currency = "EUR", CloseOn = new DateOnly(2026, 12, 15), CreatedAt = begin };
        yield return new CanonicalEvent.DealChanged { Id = "1", OccurredAt = begin, DealId = deal, Deal = begun };
        yield return new CanonicalEvent.ContactAssociated
        {
            Id = "2", OccurredAt = begin, DealId = deal, Contact = new() { Id = contact, Name = $"Buyer {number}", Email = $"buyer@customer{number}.example" },
        };
        ActivityFacts[] activities =
        [
            new() { Id = Id(30_000_000 + number), Kind = ActivityKind.Meeting, Status = ActivityStatus.Held, StartsAt = begin.AddDays(5), EndsAt = begin.AddDays(5).AddHours(1), ContactIds = [contact] },
            new() { Id = Id(40_000_000 + number), Kind = ActivityKind.Email, Direction = ActivityDirection.Inbound, StartsAt = begin.AddDays(3), ContactIds = [contact] },
            new() { Id = Id(50_000_000 + number), Kind = ActivityKind.Note, StartsAt = begin.AddDays(5) },
        ];
        foreach (var activity in activities)
        {
            yield return new CanonicalEvent.ActivityLogged { Id = activity.Id, OccurredAt = begin.AddDays(6), DealId = deal, Activity = activity };
        }

        yield return new CanonicalEvent.DealChanged { Id = "3", OccurredAt = begin.AddDays(9), DealId = deal, Deal = new() { Stage = number % 10 == 0 ? "won" : "proposal" } };
    }

    private static string Id(long number) => number.ToString(CultureInfo.InvariantCulture);
}
