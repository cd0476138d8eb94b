using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using static SalesSignals.Crm.Tests.Dataverse.Contexts;

namespace SalesSignals.Crm.Tests.Dataverse;

/// <summary>Asynchronous jobs keep no order and are tried twice, and Dataverse's own times have whole seconds.</summary>
public class DataverseHistoryTests
{
    private const int Orders = 300;
    private const int Seed = 20261120;
    private static readonly DealKey Key = new("crm", Deal);

    private static readonly string[] History =
    [
        Operation(1, "Create", "opportunity", 0, Columns(("name", "\"Acme\""), ("estimatedvalue", Money("100")), ("stepname", "\"1-Qualify\""), ("statecode", Option(0)))),
        Operation(2, "Update", "opportunity", 0, Column("estimatedvalue", Money("120")), after: Columns(("estimatedvalue", Money("120")), ("stepname", "\"1-Qualify\""))),
        Operation(3, "Update", "opportunity", 0, Column("stepname", "\"2-Develop\""), after: Columns(("stepname", "\"2-Develop\""), ("estimatedvalue", Money("100")))),
        Operation(4, "Create", "phonecall", 5, Columns(("regardingobjectid", Reference("opportunity", Deal)), ("statecode", Option(0)))),
        Operation(5, "Update", "phonecall", 5, Column("statecode", Option(1)), after: Column("regardingobjectid", Reference("opportunity", Deal))),
        Operation(6, "Create", "connection", 6, Columns(("record1id", Reference("opportunity", Deal)), ("record2id", Reference("contact", Person)))),
        Operation(7, "Update", "opportunity", 60, Columns(("statecode", Option(1)), ("actualvalue", Money("115"))), after: Columns(("statecode", Option(1)), ("name", "\"Acme\""))),
        Operation(8, "Update", "opportunity", 90, Columns(("statecode", Option(0)), ("actualvalue", "null")), after: Columns(("estimatedvalue", Money("120")), ("statecode", Option(0)))),
    ];

    [Fact]
    public void Any_Order_With_Repeats_Ends_In_The_Same_Snapshot()
    {
        var random = new Random(Seed);
        var expected = Fold(History);
        for (var i = 0; i < Orders; i++)
        {
            string[] told = [.. History, .. History.Where(_ => random.Next(2) == 0)];
            random.Shuffle(told);

            var snapshot = Fold(told);

            // Each has all that the other has.
            Assert.Same(expected, DealMerge.Merge(expected, snapshot));
            Assert.Same(snapshot, DealMerge.Merge(snapshot, expected));
        }

        Assert.Equal(("Acme", "2-Develop", 120m, DealStatus.Open), (expected.Name.Value, expected.Stage.Value, expected.Amount.Value, expected.Status.Value));
        Assert.Equal(ActivityStatus.Held, Assert.Single(expected.Activities).Facts!.Status);
        Assert.Equal(Person, Assert.Single(expected.Contacts).Facts!.Id);
    }

    [Fact]
    public void Two_Changes_Of_One_Second_Do_Not_Undo_Each_Other()
    {
        var both = Fold(History[..3]);

        Assert.Equal((120m, "2-Develop"), (both.Amount.Value, both.Stage.Value));
    }

    [Fact]
    public void An_Image_Mends_What_A_Lost_Delivery_Left_Behind()
    {
        var withoutCreate = Fold([History[1]]);
        var reopened = Fold([History[6], History[7]]);

        Assert.Equal(("1-Qualify", 120m), (withoutCreate.Stage.Value, withoutCreate.Amount.Value));
        Assert.Equal(120m, reopened.Amount.Value);
    }

    [Fact]
    public void A_Deal_Deleted_In_The_Second_Of_Its_Last_Change_Stays_Deleted()
    {
        var deleted = Operation(9, "Delete", "opportunity", 90, "", before: Columns(("statecode", Option(0)), ("name", "\"Acme\"")));

        var snapshot = Fold([deleted, .. History]);

        Assert.Equal((true, "Acme"), (snapshot.Deleted.Value, snapshot.Name.Value));
        Assert.True(Fold([.. History, deleted]).Deleted.Value);
    }

    [Fact]
    public void Broken_Bodies_Are_Answered()
    {
        const int Rounds = 10_000;
        string[] bodies = [.. History, Encoding.UTF8.GetString(Samples.Read("dataverse/09_email_received_parties.json")), Encoding.UTF8.GetString(Samples.Read("dataverse/15_updatemultiple_targets_collection.json"))];
        string[] splinters = ["null", "true", "-1", "1e999", "99999999999999999999", "\"\"", "\"\\ud800\"", "\"/Date(-)/\"", "\"/Date(9e9)/\"", "{}", "[]", "[[]]", "{\"Entities\":[5]}", ",", "}", "\""];
        var random = new Random(Seed);
        var read = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var body = bodies[random.Next(bodies.Length)];
            var from = random.Next(body.Length);
            var value = body.IndexOf(':', from) + 1;
            var end = value > 0 ? body.IndexOfAny([',', '}'], value) : -1;
            var splinter = splinters[random.Next(splinters.Length)];
            var broken = random.Next(4) > 0 && end > 0
                ? body[..value] + splinter + body[end..]
                : body[..from] + splinter + body[Math.Min(body.Length, from + random.Next(4))..];

            var translation = Translate(broken);

            read += translation.Events.Count;
            Assert.True(translation.Events.Count + translation.Ignored + translation.Unreadable.Count > 0, $"Round {i} of seed {Seed} lost all its events.");
            Assert.All(translation.Events, fact => CanonicalEventJson.Read(CanonicalEventJson.Write(fact)));
        }

        // Else the breaking was so thorough that nothing was put to the test.
        Assert.InRange(read, Rounds / 10, int.MaxValue);
    }

    /// <param name="number">Ids fall as time goes on, so that no tie is won by the luck of an id.</param>
    /// <param name="at">Seconds after the first.</param>
    private static string Operation(int number, string message, string table, int at, string target, string? after = null, string? before = null)
    {
        var date = Column("modifiedon", Date(QueuedAt.AddSeconds(at)));
        var columns = message is "Delete" ? target : target + "," + date;
        return Context(message, table, columns, after, before)
            .Replace("477fd4e5-fa13-44eb-b39d-599562d03497", $"{99 - number:D8}-fa13-44eb-b39d-599562d03497", StringComparison.Ordinal)
            .Replace($"/Date({Queued})/\",\"InputParameters", $"/Date({QueuedAt.AddSeconds(at).ToUnixTimeMilliseconds()})/\",\"InputParameters", StringComparison.Ordinal);
    }

    private static DealSnapshot Fold(IEnumerable<string> bodies) => bodies
        .SelectMany(body => Translate(body).Events)
        .Aggregate(DealSnapshot.Empty(Key), DealMerge.Apply);
}
