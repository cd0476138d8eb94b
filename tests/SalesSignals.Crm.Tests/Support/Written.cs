using System.Text;
using System.Text.Json;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>Translations and snapshots as texts, to be compared whole.</summary>
internal static class Written
{
    private const int Shuffles = 100;
    private const int Seed = 5;

    /// <summary>An event a line, then what is unreadable, then how many are ignored: what stands beside each sample.</summary>
    public static string Of(Translation translation)
    {
        var text = new StringBuilder();
        foreach (var fact in translation.Events)
        {
            text.Append(CanonicalEventJson.Write(fact)).Append('\n');
        }

        foreach (var unreadable in translation.Unreadable)
        {
            text.Append("unreadable: ").Append(unreadable.Reason).Append('\n');
        }

        return text.Append("ignored: ").Append(translation.Ignored).Append('\n').ToString();
    }

    public static string Of(DealSnapshot deal) => JsonSerializer.Serialize(deal, DealJson.Default.DealSnapshot);

    public static DealSnapshot Deal(IEnumerable<CanonicalEvent> events, string id) =>
        events.Where(fact => fact.DealId == id).Aggregate(DealSnapshot.Empty(new("crm", id)), DealMerge.Apply);

    /// <summary>Whatever the order of deliveries, and with each of them twice, a deal ends the same.</summary>
    public static void AssertOrderDoesNotMatter(CrmSource source, string dealId, IReadOnlyList<string> bodies, params (string Name, string Value)[] headers)
    {
        CanonicalEvent[][] deliveries = [.. bodies.Select(body => source.Translate(Some.Delivery(body, headers)).Events.ToArray())];
        var inOrder = Of(Deal(deliveries.SelectMany(events => events), dealId));
        var random = new Random(Seed);

        for (var i = 0; i < Shuffles; i++)
        {
            CanonicalEvent[][] shuffled = [.. deliveries, .. deliveries];
            random.Shuffle(shuffled);

            Assert.Equal(inOrder, Of(Deal(shuffled.SelectMany(events => events), dealId)));
        }
    }
}
