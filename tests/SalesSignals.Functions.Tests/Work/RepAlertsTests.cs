using SalesSignals.Alerts;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Work;

public class RepAlertsTests
{
    /// <summary>A Monday in London, which keeps UTC in November.</summary>
    private static readonly DateTimeOffset Nine = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    private static readonly DealFields Late = new() { CloseOn = new DateOnly(2026, 11, 12) };

    [Fact]
    public async Task What_Is_New_Is_Told_Once()
    {
        var rig = await WorkRig.CreateAsync(Nine);
        await rig.TellAsync("1", Nine.AddDays(-1), Late);

        await rig.TickAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(15));
        await rig.TickAsync();

        Assert.Single(await rig.MessagesAsync("rob", RepAlert.Kind));
    }

    [Fact]
    public async Task What_Gets_Worse_Is_Told_Again_By_Time_Alone()
    {
        var rig = await WorkRig.CreateAsync(Nine);
        await rig.TellAsync("1", Nine.AddDays(-1), Late);
        await rig.TickAsync();

        // The date is past by more than a week on Friday: the signal is graver, without any event.
        for (var hour = 0; hour < 24 * 5; hour++)
        {
            rig.Time.Advance(TimeSpan.FromHours(1));
            await rig.Schedules.ScheduleEvaluationAsync(CancellationToken.None);
            await rig.DoWorkAsync();
            await rig.TickAsync();
        }

        var messages = await rig.MessagesAsync("rob", RepAlert.Kind);
        Assert.Equal(2, messages.Count);
        Assert.StartsWith("rep-alert|2026-11-20", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_Is_Told_In_Quiet_Hours_And_Nothing_Is_Lost_By_It()
    {
        var rig = await WorkRig.CreateAsync(Nine.AddHours(-2));
        await rig.TellAsync("1", Nine.AddDays(-1), Late);

        await rig.TickAsync();
        var inQuietHours = await rig.MessagesAsync("rob", RepAlert.Kind);
        rig.Time.Advance(TimeSpan.FromHours(2));
        await rig.TickAsync();

        Assert.Empty(inQuietHours);
        Assert.Single(await rig.MessagesAsync("rob", RepAlert.Kind));
    }

    [Fact]
    public async Task More_Than_The_Days_Budget_Waits_For_Tomorrow()
    {
        var rig = await WorkRig.CreateAsync(Nine);
        await rig.Preferences.ChangeAsync("rob", preferences => preferences.Without(Directory.EmailKinds.RepWeek), default);
        foreach (var id in new[] { "1", "2", "3", "4", "5", "6", "7" })
        {
            await rig.TellAsync(id, Nine.AddDays(-1), Late);
        }

        await rig.TickAsync();
        await rig.TickAsync();
        var today = await rig.MessagesAsync("rob", RepAlert.Kind);
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.TickAsync();

        Assert.Single(today);
        Assert.Equal(2, (await rig.MessagesAsync("rob", RepAlert.Kind)).Count);
    }

    [Fact]
    public async Task The_Signals_Rows_Say_When_Their_Owner_Was_Told()
    {
        var rig = await WorkRig.CreateAsync(Nine);
        await rig.TellAsync("1", Nine.AddDays(-1), Late);

        await rig.TickAsync();

        var row = await rig.Tables.Deals.GetAsync(
            DealKeys.Bucket(new DealKey("crm", "1")), DealKeys.Signal(new("crm", "1"), "close-date-passed"), CancellationToken.None);
        Assert.Equal(Nine, row!.GetDateTimeOffset("AlertedAt"));
    }

    [Fact]
    public async Task A_Run_That_Dies_After_The_Message_Is_Born_Tells_Nothing_Twice_And_Marks_The_Signals_Later()
    {
        var rig = await WorkRig.CreateAsync(Nine);
        await rig.TellAsync("1", Nine.AddDays(-1), Late);
        await rig.TickAsync();
        await ForgetMarkAsync(rig.Tables.Deals);

        await rig.Desk.EvaluateAsync(new("crm", "1"), await AssessorAsync(rig), CancellationToken.None);
        await rig.TickAsync();

        Assert.Single(await rig.MessagesAsync("rob", RepAlert.Kind));
        var row = await rig.Tables.Deals.GetAsync(
            DealKeys.Bucket(new DealKey("crm", "1")), DealKeys.Signal(new("crm", "1"), "close-date-passed"), CancellationToken.None);
        Assert.NotNull(row!.GetDateTimeOffset("AlertedAt"));
    }

    private static async Task<Signals.DealAssessor> AssessorAsync(WorkRig rig) => (await new Signals.DealAssessors(
        new Settings.SettingsStore(rig.Tables.Settings), new Directory.DirectoryStore(rig.Tables.Directory), [], rig.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<Signals.DealAssessors>.Instance).CurrentAsync(CancellationToken.None)).Assessor;

    /// <summary>Puts the deal back to where a crash right after the message's birth would have left it.</summary>
    private static async Task ForgetMarkAsync(ITable deals)
    {
        var key = new DealKey("crm", "1");
        var row = (await deals.GetAsync(DealKeys.Bucket(key), DealKeys.Deal(key), CancellationToken.None))!;
        row["Signals"] = System.Text.RegularExpressions.Regex.Replace(row.GetString("Signals")!, ",\"alertedAt\":\"[^\"]*\"", "");
        await deals.WriteAsync(new TableWrite.Replace(row, row.ETag!), CancellationToken.None);
    }

    [Fact]
    public async Task A_Customer_Without_A_Follow_Up_Is_Told_Once()
    {
        var rig = await WorkRig.CreateAsync(Nine);
        await rig.TellAsync("1", Nine.AddDays(-20), new() { Stage = "won", AccountName = "Acme" });
        await rig.LogAsync("1", Nine.AddDays(-21));

        await rig.TickAsync();
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.TickAsync();

        Assert.Single(await rig.MessagesAsync("rob", RepAlert.Kind));
    }
}
