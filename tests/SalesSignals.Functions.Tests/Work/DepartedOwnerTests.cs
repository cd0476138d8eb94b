using SalesSignals.Alerts;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Outbox;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>A rep leaves, and the deals stay in their name.</summary>
public class DepartedOwnerTests
{
    /// <summary>A Monday, when digests and all weekly mail are due.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    private static readonly Person Above = WorkRig.Manager with { Id = "nora", Name = "Nora", Email = "nora@example.com" };

    private static readonly Person Admin = WorkRig.Manager with { Id = "cleo", Name = "Cleo", Email = "cleo@example.com", Role = PersonRole.Admin };

    [Fact]
    public async Task The_Manager_Hears_Of_The_Deals_And_The_Rep_Of_Nothing()
    {
        var mail = await MorningAsync(WorkRig.Rep with { IsActive = false });

        var digest = Assert.Single(mail, message => message.Kind == MorningDigest.Kind);
        Assert.Contains("Rob has left: 2 deals are still theirs", digest.Text, StringComparison.Ordinal);
        Assert.Contains("Rob has left: 2 deals are still theirs", digest.Html, StringComparison.Ordinal);
        Assert.Contains("Give these deals to people", digest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Notes", digest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(mail, message => message.PersonId == "rob");
    }

    [Fact]
    public async Task Where_The_Manager_Has_Left_Too_The_One_Above_Hears_Of_Them()
    {
        var mail = await MorningAsync(WorkRig.Rep with { IsActive = false }, WorkRig.Manager with { ManagerId = "nora", IsActive = false }, Above);

        var digest = Assert.Single(mail, message => message.Kind == MorningDigest.Kind);
        Assert.Equal("nora", digest.PersonId);
        Assert.Contains("Rob has left: 2 deals are still theirs", digest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Their_Open_Deals_Stay_In_The_Teams_Forecast_Without_A_Quota()
    {
        var mail = await MorningAsync(WorkRig.Rep with { IsActive = false, QuarterlyQuota = 50_000, QuotaCurrency = "EUR" });

        var forecast = Assert.Single(mail, message => message.Kind == WeeklyForecast.Kind);
        Assert.Contains("Rob (has left): €0 won, €20,000 open.", forecast.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("quota", forecast.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Nobody_Leads_Them_Admins_Hear_Of_Them_And_Of_Owners_Nobody_Knows()
    {
        var mail = await MorningAsync(WorkRig.Rep with { IsActive = false, ManagerId = null }, Admin);

        var report = Assert.Single(mail, message => message.Kind == AdminReport.Kind);
        Assert.Contains("3 open deals reach nobody", report.Text, StringComparison.Ordinal);
        Assert.Contains("The owners are Rob, who has left (2) and crm:stranger (1).", Joined(report.Text), StringComparison.Ordinal);
        Assert.Contains("salessignals people sync", report.Text, StringComparison.Ordinal);
    }

    /// <summary>All mail of a morning on which two deals are Rob's, and one is somebody's whom nobody knows.</summary>
    private static async Task<List<EmailMessage>> MorningAsync(params Person[] people)
    {
        var rig = await WorkRig.CreateAsync(Monday);
        await new DirectoryStore(rig.Tables.Directory).SaveAsync(people, default);
        foreach (var id in new[] { "1", "2" })
        {
            await rig.TellAsync(id, Monday.AddDays(-30), new() { Amount = Events.Told.Of<decimal?>(10_000), Currency = "EUR", CloseOn = new DateOnly(2026, 12, 15) });
        }

        await rig.TellAsync("3", Monday.AddDays(-30), new() { OwnerId = "stranger" });
        await rig.TickAsync();
        var sent = new Sent();
        foreach (var message in await rig.Queues.Emails.ReceiveAsync(32, TimeSpan.FromMinutes(1), default))
        {
            await rig.Outbox.SendAsync(message.Text, sent, default);
        }

        return sent;
    }

    private static string Joined(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class Sent : List<EmailMessage>, IEmailSender
    {
        public Task<EmailSendResult> SendAsync(EmailMessage message, string messageId, CancellationToken cancellationToken)
        {
            Add(message);
            return Task.FromResult<EmailSendResult>(new EmailSendResult.Accepted());
        }
    }
}
