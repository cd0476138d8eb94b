using SalesSignals.Board;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Outbox;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Tests.Forget;

public sealed class ForgetCommandTests
{
    private const string Name = "Berta Koch";
    private const string Email = "berta@customer.example";

    private readonly CliRig _rig = new();

    [Theory]
    [InlineData("8")]
    [InlineData("Berta@Customer.example")]
    public async Task A_Contact_Goes_By_Id_Or_Address_From_All_Rows(string who)
    {
        await TellAsync("1");
        await TellAsync("2");

        var (code, output, _) = await _rig.RunAsync("forget", "contact", "CRM", who, "--yes");

        Assert.Equal((0, "Forgotten: contact 8 of crm, in 2 deal(s). In an hour the app looks once more, for what was being written meanwhile.\n"), (code, output));
        var rows = await RowsAsync(_rig.Tables.Deals, _rig.Tables.Board);
        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, row => row.Contains(Name, StringComparison.Ordinal) || row.Contains(Email, StringComparison.Ordinal));
        Assert.Equal(DealKeys.Buckets, await _rig.Queues.Deliveries.CountAsync(default));
    }

    [Fact]
    public async Task Without_Yes_Nothing_Is_Changed()
    {
        await TellAsync("1");
        var before = await RowsAsync(_rig.Tables.Deals, _rig.Tables.Board);

        var (code, output, _) = await _rig.RunAsync("forget", "contact", "crm", Email);

        Assert.Equal((0, "This would forget contact 8 of crm, in 1 deal(s). Nothing is changed yet: say --yes.\n"), (code, output));
        Assert.Equal(before, await RowsAsync(_rig.Tables.Deals, _rig.Tables.Board));
        Assert.Equal(0, await _rig.Queues.Deliveries.CountAsync(default));
    }

    [Fact]
    public async Task An_Address_That_Nobody_Has_Is_An_Error()
    {
        await TellAsync("1");

        var (code, _, error) = await _rig.RunAsync("forget", "contact", "other", Email, "--yes");

        Assert.Equal((1, "No deal of other has, or had, a contact with that address.\n"), (code, error));
    }

    [Fact]
    public async Task Webhooks_In_Poison_Are_Pointed_To()
    {
        await TellAsync("1");
        await _rig.Queues.DeliveriesPoison.SendAsync("x", TimeSpan.Zero, default);

        var (_, _, error) = await _rig.RunAsync("forget", "contact", "crm", "8", "--yes");

        Assert.StartsWith("1 webhook(s) in poison may still name them", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tom")]
    [InlineData("TOM@larkfield.example")]
    public async Task A_Person_Goes_With_Their_Mail_And_Choices_And_Others_Stay(string who)
    {
        await FillPeopleAsync();

        var (code, output, error) = await _rig.RunAsync("forget", "person", who, "--yes");

        Assert.Equal((0, "Forgotten: person tom, with 4 row(s) of mail and forecasts.\n"), (code, output));
        Assert.Equal("1 people still name tom as their manager: give them another with 'people import'.\n", error);
        var rows = await RowsAsync(_rig.Tables.Directory, _rig.Tables.Outbox, _rig.Tables.Cursor);
        Assert.DoesNotContain(rows, row => row.Contains("tom@larkfield.example", StringComparison.Ordinal) || row.Contains("Ashdown", StringComparison.Ordinal));
        Assert.Equal(
            ["!messages open|m2", "person ann", "ruth morning-digest|2026-11-16"],
            rows.Select(row => row.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_Person_Is_Only_Named_Without_Yes()
    {
        await FillPeopleAsync();

        var (_, output, _) = await _rig.RunAsync("forget", "person", "tom");

        Assert.Equal("This would forget person tom. Nothing is changed yet: say --yes.\n", output);
        Assert.NotNull((await new DirectoryStore(_rig.Tables.Directory).ReadAsync(default)).ById("tom"));
    }

    private async Task FillPeopleAsync()
    {
        await new DirectoryStore(_rig.Tables.Directory).SaveAsync(
            [
                new() { Id = "tom", Name = "Tom Ashdown", Email = "tom@larkfield.example", Role = PersonRole.Manager },
                new() { Id = "ann", Name = "Ann", Email = "ann@larkfield.example", ManagerId = "tom" },
            ],
            default);
        await new PreferencesStore(_rig.Tables.Directory).ChangeAsync("tom", chosen => chosen.WithoutAny(), default);
        foreach (var (table, partition, row) in new[]
        {
            (_rig.Tables.Outbox, "tom", "morning-digest|2026-11-16"), (_rig.Tables.Outbox, "tom", "told|rep-alert"), (_rig.Tables.Outbox, "ruth", "morning-digest|2026-11-16"),
            (_rig.Tables.Cursor, "forecast|tom", "2026-10-01"), (_rig.Tables.Cursor, "forecast-week|tom", "2026-11-16"),
        })
        {
            await table.WriteAsync(new TableWrite.Insert(new(partition, row) { ["Value"] = "x" }), default);
        }

        await _rig.Tables.Outbox.WriteAsync(new TableWrite.Insert(new("!messages", "open|m1") { ["PersonId"] = "tom" }), default);
        await _rig.Tables.Outbox.WriteAsync(new TableWrite.Insert(new("!messages", "open|m2") { ["PersonId"] = "ruth" }), default);
    }

    private async Task TellAsync(string deal)
    {
        var store = new DealStore(_rig.Tables.Deals);
        var assessor = new DealAssessor(SalesSettings.Default, "0", PeopleDirectory.Empty, [new("crm", true)], new(2026, 11, 16));
        await new DealDesk(store, new BoardStore(_rig.Tables.Board), TimeProvider.System).ApplyAsync(
            new("crm", deal),
            [
                new CanonicalEvent.DealChanged { Id = "made", OccurredAt = CliRig.Monday.AddDays(-9), DealId = deal, Deal = new() { Name = "Acme", Stage = "discovery" } },
                new CanonicalEvent.ContactAssociated { Id = "c8", OccurredAt = CliRig.Monday.AddDays(-8), DealId = deal, Contact = new() { Id = "8", Name = Name, Email = Email } },
            ],
            assessor,
            default);
    }

    private static async Task<List<string>> RowsAsync(params ITable[] tables)
    {
        var rows = new List<string>();
        foreach (var table in tables)
        {
            await foreach (var page in table.QueryAsync(new TableQuery(), default))
            {
                rows.AddRange(page.Select(row => $"{row.PartitionKey} {row.RowKey}:{string.Join('\n', row.Columns.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{column.Key}={column.Value}"))}"));
            }
        }

        return rows;
    }
}
