using System.Globalization;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Tests.Import;

public class ImportCommandTests
{
    private const string Simple = """
        Deal Id;Title;Rep;Phase;State;Value;Opened;In phase since;Due;Ended
        1;Acme renewal;7;proposal;open;12000.50;02.03.2026;16.03.2026;24.12.2026;
        2;"Bolt; pilot";7;negotiation;won;900;02.03.2026;10.03.2026;;01.04.2026 15:30
        """;

    private static readonly string[] Mapped =
    [
        "--map", "id=Deal Id", "--map", "name=Title", "--map", "owner=Rep", "--map", "stage=Phase", "--map", "status=State", "--map", "amount=Value",
        "--map", "createdAt=Opened", "--map", "stageEnteredAt=In phase since", "--map", "closeDate=Due", "--map", "closedAt=Ended",
        "--set", "currency=EUR", "--date-format", "dd.MM.yyyy", "--date-format", "dd.MM.yyyy HH:mm",
    ];

    private readonly CliRig _rig = new();

    [Fact]
    public async Task Deals_Are_Kept_As_If_Their_Crm_Had_Told_Them_When_They_Happened()
    {
        var (code, output, error) = await ImportAsync(Simple);

        Assert.Equal((0, ""), (code, error));
        Assert.Equal("Imported 2 new deals and 0 changed ones as 'oldcrm'; 0 were known as they are; 0 lines left out.\n", output);
        var (open, view) = await DealAsync("1");
        Assert.Equal(("Acme renewal", "7", 12000.50m, "EUR", new DateOnly(2026, 12, 24)), (open.Name.Value, open.OwnerId.Value, open.Amount.Value, open.Currency.Value, open.CloseOn.Value));
        Assert.Equal((DealStatus.Open, At("2026-03-16"), At("2026-03-02")), (view.Status, view.StageEnteredAt, view.CreatedAt));
        var (won, end) = await DealAsync("2");
        Assert.Equal(("Bolt; pilot", DealStatus.Won, At("2026-04-01T15:30")), (won.Name.Value, end.Status, end.ClosedAt));
        Assert.Equal(At("2026-04-01T15:30"), won.Amount.Stamp.At);
        Assert.Equal(At("2026-03-10"), end.StageEnteredAt);
    }

    [Fact]
    public async Task Same_File_Again_Changes_Nothing()
    {
        await ImportAsync(Simple);
        var before = await _rig.RunAsync("export", "events", "--json");

        var (code, output, _) = await ImportAsync(Simple);

        Assert.Equal(0, code);
        Assert.Contains("0 new deals and 0 changed ones as 'oldcrm'; 2 were known", output, StringComparison.Ordinal);
        Assert.Equal(before, await _rig.RunAsync("export", "events", "--json"));
    }

    [Fact]
    public async Task What_A_Later_File_Says_Otherwise_Holds_From_Now_On()
    {
        await ImportAsync(Simple);

        var (_, output, _) = await ImportAsync(Simple.Replace("12000.50", "8000", StringComparison.Ordinal));

        Assert.Contains("0 new deals and 1 changed ones", output, StringComparison.Ordinal);
        var (deal, _) = await DealAsync("1");
        Assert.Equal((8000m, CliRig.Monday), (deal.Amount.Value, deal.Amount.Stamp.At));
        Assert.Equal([12000.50m, 8000m], deal.Amounts.Select(amount => amount.Value));
    }

    [Fact]
    public async Task Nothing_Is_Kept_Where_A_Line_Is_Wrong_And_All_That_Is_Wrong_Is_Said()
    {
        var (code, output, error) = await ImportAsync(Simple + """

            ;No id;7;proposal;open;1;02.03.2026;;;
            1;Twice;7;proposal;open;1;02.03.2026;;;
            4;Bad;7;proposal;maybe;1,5;2026/03/02;;;
            5;No end;7;won;won;1;02.03.2026;;;
            6;Backwards;7;won;won;1;02.03.2026;;;01.03.2026
            7;Later;7;proposal;open;1;02.03.2036;;;
            8;Not; quoted;7;proposal;open;1;02.03.2026;;;
            """);

        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.Equal(
            """
            line 4: it has no id
            line 5: id '1' stands on line 2 already
            line 6: status 'maybe' is none of open, won and lost; --value status:maybe=won says what it means
            line 6: amount '1,5' is no number such as 1234.50
            line 6: createdAt '2026/03/02' is no day or time that I can read; --date-format says how they are written
            line 7: it is won or lost, and does not tell when (closedAt)
            line 8: it was closed before it began
            line 9: createdAt '02.03.2036' lies in the future
            line 10: it has 11 fields, and the header 10; is a value with a separator not in quotes?
            Nothing was read: the file has 9 error(s), listed above. --skip-bad leaves those lines out.

            """,
            error);
        Assert.Null(await new DealStore(_rig.Tables.Deals).ReadAsync(new("oldcrm", "1"), default));
    }

    [Fact]
    public async Task Bad_Lines_Can_Be_Left_Out()
    {
        var (code, output, error) = await ImportAsync(Simple + "\n;No id;7;proposal;open;1;02.03.2026;;;", "--skip-bad");

        Assert.Equal(0, code);
        Assert.Contains("2 new deals", output, StringComparison.Ordinal);
        Assert.Contains("1 lines left out", output, StringComparison.Ordinal);
        Assert.Equal("line 4: it has no id\n", error);
    }

    [Fact]
    public async Task Dry_Run_Shows_The_First_Deals_And_Keeps_Nothing()
    {
        var (code, output, _) = await ImportAsync(Simple, "--dry-run");

        Assert.Equal(0, code);
        Assert.Contains("line 2: 1 Acme renewal\n", output, StringComparison.Ordinal);
        Assert.Contains("Would import 2 new deals", output, StringComparison.Ordinal);
        Assert.Null(await new DealStore(_rig.Tables.Deals).ReadAsync(new("oldcrm", "1"), default));
    }

    [Fact]
    public async Task Deal_Without_Any_Date_Is_Known_From_Now_On()
    {
        using var folder = new TemporaryFolder();
        string[] import = ["import", folder.File("deals.csv", SampleCsv.Opportunities()), "--source", "crmsales", "--mapping", folder.File("map.json", SampleCsv.Mapping)];

        var (code, output, _) = await _rig.RunAsync(import);
        var (_, again, _) = await _rig.RunAsync(import);

        Assert.Equal(0, code);
        Assert.Contains("Imported 202 new deals", output, StringComparison.Ordinal);
        Assert.Contains("202 were known as they are", again, StringComparison.Ordinal);
        var (_, view) = await DealAsync("OPP901", "crmsales");
        Assert.Equal((DealStage.Qualified, CliRig.Monday), (view.Stage, view.StageEnteredAt));
        var (_, lost) = await DealAsync("OPP000", "crmsales");
        Assert.Equal((DealStatus.Lost, At("2025-03-27T12:00")), (lost.Status, lost.ClosedAt));
    }

    [Theory]
    [InlineData("--map", "colour=Phase", "'colour' is no field of a deal")]
    [InlineData("--map", "stage=Faze", "there is no column 'Faze' (mapped to stage)")]
    [InlineData("--set", "stage=x", "'stage' is mapped to a column and set to a constant")]
    [InlineData("--value", "stage=x", "is not of the form FIELD:FROM=TO")]
    [InlineData("--map", "stage", "'stage' is not of the form NAME=VALUE")]
    [InlineData("--source", "Old CRM", "is no name for a source")]
    public async Task Wrong_Mapping_Says_What_To_Mend(string option, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        string[] source = option == "--source" ? [] : ["--source", "oldcrm"];

        var (code, _, error) = await _rig.RunAsync(["import", folder.File("deals.csv", Simple), .. source, .. Mapped, option, value]);

        Assert.Equal(1, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Out, string Error)> ImportAsync(string csv, params string[] more)
    {
        using var folder = new TemporaryFolder();
        string[] mapping = ["--mapping", folder.File("map.json", """{ "separator": ";" }""")];
        return await _rig.RunAsync(["import", folder.File("deals.csv", csv), "--source", "oldcrm", .. mapping, .. Mapped, .. more]);
    }

    private async Task<(DealSnapshot Deal, DealView View)> DealAsync(string id, string source = "oldcrm")
    {
        var deal = (await new DealStore(_rig.Tables.Deals).ReadAsync(new(source, id), default))!.Snapshot;
        return (deal, DealView.Of(deal, new(SalesSettings.Default), CliRig.Monday));
    }

    private static DateTimeOffset? At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
