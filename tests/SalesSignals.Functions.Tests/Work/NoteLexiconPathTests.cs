using System.Text;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>From settings and a webhook to what is kept of a note.</summary>
public sealed class NoteLexiconPathTests
{
    private const string Body = """
        [
          { "id": "e1", "type": "deal.changed", "occurredAt": "2026-11-13T10:00:00Z", "deal": { "id": "1", "name": "Zitronenfalter", "stage": "proposal", "status": "open" } },
          { "id": "e2", "type": "activity.logged", "occurredAt": "2026-11-13T11:00:00Z", "activity": { "id": "a", "dealId": "1", "kind": "note",
            "text": "Auch Nordwind ist dabei. Der Kunde schickt uns das Quittenbrot bis Freitag." } },
          { "id": "e3", "type": "activity.logged", "occurredAt": "2026-11-13T12:00:00Z", "activity": { "id": "b", "dealId": "1", "kind": "task", "status": "planned",
            "dueAt": "2026-11-20T12:00:00Z", "text": "Freigabe der Rechtsabteilung" } }
        ]
        """;

    private static readonly SalesSettings Settings = SettingsDocument.Read("""
        {
          "notes": {
            "competitors": ["NordWind"],
            "departments": { "Legal": ["rechtsabteilung"] },
            "languages": { "german": { "customers": ["kunde"], "actions": ["schickt"], "days": ["freitag"], "help": ["freigabe"] } }
          }
        }
        """).Settings!;

    [Fact]
    public async Task Notes_Are_Read_By_The_Words_Of_The_Settings_In_Force()
    {
        await using var rig = await CountedApp.ColdAsync(Settings);
        await rig.ReceiveAsync(Body);
        await rig.RunAsync("ProcessDelivery");

        var activities = (await new DealStore(rig.Tables.Deals).ReadAsync(new("crm", "1"), default))!.Snapshot.Activities
            .Select(statement => statement.Facts!)
            .ToDictionary(activity => activity.Id);

        Assert.Equal(
            new(12, HasNextStep: true, HasDate: true, HasPrice: false) { HasCustomerAction = true, Competitor = "NordWind" },
            activities["a"].Note);
        Assert.Equal("Legal", activities["b"].Note!.HelpFrom);
    }

    [Fact]
    public async Task Without_Settings_Of_Its_Own_An_Installation_Reads_English()
    {
        await using var rig = await CountedApp.WarmAsync();
        await rig.ReceiveAsync(Body);
        await rig.RunAsync("ProcessDelivery");

        var deal = (await new DealStore(rig.Tables.Deals).ReadAsync(new("crm", "1"), default))!;

        Assert.All(deal.Snapshot.Activities, statement => Assert.Equal((null, null), (statement.Facts!.Note!.Competitor, statement.Facts.Note.HelpFrom)));
    }

    [Fact]
    public async Task The_Text_Of_A_Note_Is_In_No_Row_And_No_Message()
    {
        await using var rig = await CountedApp.ColdAsync(Settings);
        await rig.ReceiveAsync(Body);
        await rig.RunAsync("ProcessDelivery");

        var kept = await KeptAsync(rig);

        Assert.Contains("Zitronenfalter", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Quittenbrot", kept, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Freigabe der", kept, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> KeptAsync(CountedApp rig)
    {
        var text = new StringBuilder();
        var tables = rig.Tables;
        foreach (var table in new[] { tables.Deliveries, tables.Deals, tables.Board, tables.Outbox, tables.Directory, tables.Cursor })
        {
            await foreach (var page in table.QueryAsync(new TableQuery(), default))
            {
                foreach (var (name, value) in page.SelectMany(row => row.Columns))
                {
                    text.Append(name).Append('=').AppendLine(value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value.ToString());
                }
            }
        }

        foreach (var queue in new[] { rig.Queues.Deliveries, rig.Queues.DeliveriesPoison, rig.Queues.Work })
        {
            text.AppendJoin('\n', (await queue.PeekAsync(32, default)).Select(message => message.Text));
        }

        return text.ToString();
    }
}
