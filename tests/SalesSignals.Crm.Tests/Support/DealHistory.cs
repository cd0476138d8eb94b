using System.Text.Json;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>What becomes of a deal by a source's deliveries.</summary>
internal static class DealHistory
{
    private const int Shuffles = 100;
    private const int Seed = 5;

    public static DealSnapshot Deal(IEnumerable<CanonicalEvent> events, string id) =>
        events.Where(fact => fact.DealId == id).Aggregate(DealSnapshot.Empty(new("crm", id)), DealMerge.Apply);

    /// <summary>Whatever the order of deliveries, and with each of them twice, a deal ends the same.</summary>
    public static void AssertOrderDoesNotMatter(CrmSource source, string dealId, IReadOnlyList<string> bodies, params (string Name, string Value)[] headers)
    {
        CanonicalEvent[][] deliveries = [.. bodies.Select(body => source.Translate(Some.Delivery(body, headers)).Events.ToArray())];
        var inOrder = Text(Deal(deliveries.SelectMany(events => events), dealId));
        var random = new Random(Seed);

        for (var i = 0; i < Shuffles; i++)
        {
            CanonicalEvent[][] shuffled = [.. deliveries, .. deliveries];
            random.Shuffle(shuffled);

            Assert.Equal(inOrder, Text(Deal(shuffled.SelectMany(events => events), dealId)));
        }
    }

    private static string Text(DealSnapshot deal) => JsonSerializer.Serialize(deal, DealJson.Default.DealSnapshot);
}
