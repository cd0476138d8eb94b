using SalesSignals.Alerts;
using SalesSignals.Signals;
using SalesSignals.Storage;
using static SalesSignals.Tests.Alerts.AlertSamples;

namespace SalesSignals.Tests.Alerts;

public class AlertLedgerTests
{
    private static readonly AlertLedger Told = AlertLedger.Empty.Tell(Alert("1"), Now);

    [Fact]
    public void Ledger_Survives_Being_Stored()
    {
        var read = AlertLedger.FromJson(Told.ToJson());

        Assert.Equal(Told.Entries.AsEnumerable(), read.Entries);
        Assert.Contains("\"deal\":\"crm:1\"", Told.ToJson(), StringComparison.Ordinal);
        Assert.Empty(AlertLedger.FromJson("{}").Entries);
    }

    [Fact]
    public void Telling_Twice_Is_Telling_Once() => Assert.Equal(Told.Entries.AsEnumerable(), Told.Tell(Alert("1"), Now.AddHours(1)).Entries);

    [Fact]
    public void What_No_Longer_Stands_Is_Forgotten_Once_Its_Day_Is_Over()
    {
        Assert.Single(Told.PruneTo([], Now.AddHours(20)).Entries);
        Assert.Empty(Told.PruneTo([], Now.AddDays(3)).Entries);
        Assert.Empty(Told.PruneTo([Deal("1", Raised() with { ClearedAt = Now })], Now.AddDays(3)).Entries);
    }

    [Theory]
    [InlineData(Severity.Low)]
    [InlineData(Severity.Medium)]
    [InlineData(Severity.High)]
    public void What_Stands_Is_Remembered_Whatever_Its_Severity_Now(Severity severity) =>
        Assert.Single(Told.PruneTo([Deal("1", Raised(severity))], Now.AddDays(90)).Entries);

    [Fact]
    public void Full_Ledger_Fits_Its_Row_Whatever_The_Ids_And_Forgets_The_Oldest()
    {
        var random = new Random(1);
        var deals = Enumerable.Range(0, AlertLedger.Capacity + 50)
            .Select(_ => string.Concat(Enumerable.Range(0, 200).Select(_ => (char)random.Next(0x4E00, 0x9F00))));
        var ledger = AlertLedger.Empty with { Entries = [.. deals.Select((deal, n) => new AlertLedgerEntry($"crm:{deal}", "stalled-deal|1|1", Now.AddMinutes(n)))] };
        var row = new TableRow("rep", "told");

        ledger = ledger.Tell(Alert("1"), Now.AddDays(9));
        JsonColumn.Write(row, "Ledger", ledger.ToJson());

        Assert.Equal(AlertLedger.Capacity, ledger.Entries.Length);
        Assert.Equal(Now.AddMinutes(51), ledger.Entries[0].ToldAt);
        StorageLimitChecks.Check(new TableWrite.Upsert(row));
    }

    [Fact]
    public void Today_Is_The_Reps_Own_Day()
    {
        Assert.Equal(["crm:1"], Told.DealsToldOn(new(2026, 11, 17), "Europe/London"));
        Assert.Empty(Told.DealsToldOn(new(2026, 11, 18), "Europe/London"));
        Assert.Equal(["crm:1"], Told.DealsToldOn(new(2026, 11, 18), "Pacific/Kiritimati"));
    }

    private static RepAlert Alert(string deal) => RepAlert.Compose(Rep(), [Deal(deal, Raised())], AlertLedger.Empty, new(), new(), Now)!;
}
