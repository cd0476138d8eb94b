using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Pipedrive;

/// <summary>Webhooks come late, twice and in any order: the deal is the same in the end.</summary>
public class PipedriveHistoryTests
{
    private const int Rounds = 200;
    private const int Seed = 746;

    private static readonly DealKey Deal = new("crm", "7");

    private static readonly string[] History =
    [
        Deals(1, "create", 1, "null", """ "title":"Acme","value":1000,"currency":"EUR","status":"open","stage_id":1,"stage_change_time":null,"person_id":88 """, "null"),
        Deals(2, "change", 2, "02", """ "title":"Acme","value":1000,"status":"open","stage_id":2,"stage_change_time":"2026-03-02T09:00:00Z","person_id":88 """, """{"stage_id":1}"""),

        // Two automations within one second: only the time of the webhook says that the second one was the later.
        Deals(3, "change", 3, "03", """ "title":"Acme","value":2000,"status":"open","stage_id":2,"stage_change_time":"2026-03-02T09:00:00Z","person_id":88 """, """{"value":1000}""", ".200"),
        Deals(4, "change", 3, "03", """ "title":"Acme","value":3000,"status":"open","stage_id":2,"stage_change_time":"2026-03-02T09:00:00Z","person_id":89 """, """{"value":2000,"person_id":88}""", ".800"),
        Deals(5, "change", 5, "05", """ "title":"Acme","value":3000,"status":"won","won_time":"2026-03-05T09:00:00Z","stage_id":2,"stage_change_time":"2026-03-02T09:00:00Z","person_id":89 """, """{"status":"open"}"""),
        Deals(6, "change", 9, "09", """ "title":"Acme AB","value":3000,"status":"won","won_time":"2026-03-05T09:00:00Z","stage_id":2,"stage_change_time":"2026-03-02T09:00:00Z","person_id":89 """, """{"title":"Acme"}"""),
        Pd.Webhook("activity", "create", """{"deal_id":7,"type":"call","done":false,"due_date":"2026-03-04","due_time":"09:00","update_time":"2026-03-03T09:00:00Z"}""", entityId: "55", metaId: "\"a1\""),
        Pd.Webhook("activity", "change", """{"deal_id":7,"type":"call","done":true,"due_date":"2026-03-04","due_time":"09:00","update_time":"2026-03-04T10:00:00Z"}""", """{"done":false}""", entityId: "55", metaId: "\"a2\""),
        Pd.Webhook("note", "create", """{"deal_id":7,"content":"<p>Next step: demo</p>","update_time":"2026-03-04T11:00:00Z"}""", entityId: "55", metaId: "\"n1\""),
        Pd.Webhook("note", "delete", "null", """{"deal_id":7}""", entityId: "56", metaId: "\"n2\""),
    ];

    [Fact]
    public void Shuffled_And_Repeated_Deliveries_End_In_The_Same_Snapshot()
    {
        var expected = Merged(History);
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            string[] deliveries = [.. History, .. random.GetItems(History, 5)];
            random.Shuffle(deliveries);

            var snapshot = Merged(deliveries);

            Assert.True(
                ReferenceEquals(DealMerge.Merge(expected, snapshot), expected) && ReferenceEquals(DealMerge.Merge(snapshot, expected), snapshot),
                $"Round {round} of seed {Seed} ended in another snapshot.");
        }
    }

    [Fact]
    public void The_End_Of_The_History_Is_What_Pipedrive_Shows()
    {
        var deal = Merged(History);

        Assert.Equal(("Acme AB", 3000m, "EUR", DealStatus.Won, "2"), (deal.Name.Value, deal.Amount.Value, deal.Currency.Value, deal.Status.Value, deal.Stage.Value));
        Assert.Equal(5, deal.Status.Stamp.At.Day);
        Assert.Equal(2, deal.Stage.Stamp.At.Day);
        Assert.Equal(["88-", "89+"], deal.Contacts.Select(c => c.Id + (c.IsRemoval ? "-" : "+")).Order(StringComparer.Ordinal));
        Assert.Equal(["55+", "note-55+", "note-56-"], deal.Activities.Select(a => a.Id + (a.IsRemoval ? "-" : "+")).Order(StringComparer.Ordinal));
        Assert.Equal(ActivityStatus.Done, deal.Activities.Single(a => a.Id == "55").Facts!.Status);
    }

    private static string Deals(int id, string action, int day, string updatedOn, string members, string previous, string fraction = "") => Pd.Webhook(
        "deal",
        action,
        $$"""{"update_time":{{(updatedOn == "null" ? "null" : $"\"2026-03-{updatedOn}T09:00:00Z\"")}},{{members}}}""",
        previous,
        timestamp: $"\"2026-03-0{day}T09:00:00{fraction}Z\"",
        metaId: $"\"d{9 - id}\"");

    private static DealSnapshot Merged(IEnumerable<string> bodies)
    {
        var source = Some.Pipedrive();
        var snapshot = DealSnapshot.Empty(Deal);
        foreach (var body in bodies)
        {
            var translation = source.Translate(Some.Delivery(Encoding.UTF8.GetBytes(body)));
            Assert.Empty(translation.Unreadable);
            snapshot = translation.Events.Aggregate(snapshot, DealMerge.Apply);
        }

        return snapshot;
    }
}
