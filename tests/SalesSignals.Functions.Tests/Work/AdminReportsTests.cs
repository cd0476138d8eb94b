using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Outbox;
using SalesSignals.Settings;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Work;

public class AdminReportsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 7, 30, 0, TimeSpan.Zero);

    private static readonly Person Admin = new() { Id = "cleo", Name = "Cleo", Email = "cleo@example.com", Role = PersonRole.Admin, TimeZone = "Europe/London" };

    [Fact]
    public async Task An_Admin_Gets_One_Report_A_Week_And_Nobody_Else_Does()
    {
        var rig = await RigAsync();
        for (var hour = 0; hour < 24 * 15; hour++)
        {
            await rig.TickAsync();
            rig.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(["admin-report|2026-W47", "admin-report|2026-W48", "admin-report|2026-W49"], await rig.MessagesAsync("cleo", AdminReport.Kind));
        Assert.Empty(await rig.MessagesAsync("mara", AdminReport.Kind));
        Assert.Empty(await rig.MessagesAsync("rob", AdminReport.Kind));
    }

    [Fact]
    public async Task Who_Wants_None_Gets_None_Even_Where_It_Was_Asked_For_Already()
    {
        var rig = await RigAsync();
        await rig.Schedules.ScheduleDigestsAsync(CancellationToken.None);
        await rig.Preferences.ChangeAsync("cleo", chosen => chosen.Without(EmailKinds.AdminReport), CancellationToken.None);

        await rig.DoWorkAsync();

        Assert.Empty(await rig.MessagesAsync("cleo", AdminReport.Kind));
    }

    [Theory]
    [InlineData(7, 29, null)]
    [InlineData(7, 30, "2026-W47")]
    [InlineData(12, 0, null)]
    public void It_Is_Due_When_Digests_Are(int hour, int minute, string? week) =>
        Assert.Equal(week, WeekSchedule.AdminReportDue(Admin, Preferences.Default, SalesSettings.Default, new(2026, 11, 16, hour, minute, 0, TimeSpan.Zero))?.Name);

    [Fact]
    public async Task What_Could_Not_Be_Processed_Is_In_It_With_The_Reason()
    {
        var rig = await RigAsync();
        await rig.Queues.DeliveriesPoison.SendAsync(new PoisonMessage("The deal has no id.", Monday, "{}").Write(), TimeSpan.Zero, CancellationToken.None);

        await rig.TickAsync();

        var sent = new Sent();
        foreach (var message in await rig.Queues.Emails.ReceiveAsync(32, TimeSpan.FromMinutes(1), CancellationToken.None))
        {
            await rig.Outbox.SendAsync(message.Text, sent, CancellationToken.None);
        }

        var report = Assert.Single(sent, message => message.Kind == AdminReport.Kind);
        Assert.Equal("SalesSignals: 1 thing needs you · 0 CRM events this week", report.Subject);
        Assert.Contains("1 message of deliveries could not be processed", report.Text, StringComparison.Ordinal);
        Assert.Contains("The reason: The deal has no id.", report.Text, StringComparison.Ordinal);
        Assert.Contains("The reason: The deal has no id.", report.Html, StringComparison.Ordinal);
    }

    private static async Task<WorkRig> RigAsync()
    {
        var rig = await WorkRig.CreateAsync(Monday);
        await new DirectoryStore(rig.Tables.Directory).SaveAsync([Admin], CancellationToken.None);
        return rig;
    }

    private sealed class Sent : List<EmailMessage>, IEmailSender
    {
        public Task<EmailSendResult> SendAsync(EmailMessage message, string messageId, CancellationToken cancellationToken)
        {
            Add(message);
            return Task.FromResult<EmailSendResult>(new EmailSendResult.Accepted());
        }
    }
}
