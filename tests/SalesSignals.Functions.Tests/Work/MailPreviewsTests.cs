using SalesSignals.Alerts;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Functions.Work;
using SalesSignals.Outbox;

namespace SalesSignals.Functions.Tests.Work;

public class MailPreviewsTests
{
    /// <summary>A Monday in London, when all mail is due.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_Is_Shown_Is_What_Is_Sent()
    {
        var rig = await RigAsync();
        var shown = new List<EmailMessage>();
        foreach (var (person, kind) in new[] { (WorkRig.Manager, MorningDigest.Kind), (WorkRig.Manager, WeeklyForecast.Kind), (WorkRig.Rep, RepAlert.Kind), (WorkRig.Rep, RepWeek.Kind) })
        {
            var preview = await PreviewAsync(rig, person, kind, Monday);
            Assert.Null(preview.Refusal);
            shown.Add(preview.Message!);
        }

        var sent = await SentAsync(rig);

        Assert.Equal(shown.OrderBy(message => message.Kind), sent.OrderBy(message => message.Kind));
    }

    [Fact]
    public async Task Once_It_Was_Written_That_Is_Said_And_What_Has_Come_Since_Is_Shown()
    {
        var rig = await RigAsync();
        await SentAsync(rig);
        rig.Time.Advance(TimeSpan.FromHours(1));

        var digest = await PreviewAsync(rig, WorkRig.Manager, MorningDigest.Kind, Monday.AddHours(1));
        var alert = await PreviewAsync(rig, WorkRig.Rep, RepAlert.Kind, Monday.AddHours(1));

        Assert.Equal("that of 2026-11-16 was written 2026-11-16 09:00Z already", digest.Refusal);
        Assert.DoesNotContain("Moved since", digest.Message!.Text, StringComparison.Ordinal);
        Assert.Equal((null, "nothing is new, or the day's budget is spent"), (alert.Message, alert.Refusal));
    }

    [Fact]
    public async Task The_Past_Is_As_It_Was_Known_And_Told_Then()
    {
        var rig = await RigAsync();
        await SentAsync(rig);
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.TellAsync("2", Monday.AddHours(2), new() { CloseOn = new DateOnly(2026, 11, 1) });
        var sent = await SentAsync(rig);

        var digest = await PreviewAsync(rig, WorkRig.Manager, MorningDigest.Kind, Monday.AddDays(1));
        rig.Time.Advance(TimeSpan.FromDays(1));
        var again = await PreviewAsync(rig, WorkRig.Manager, MorningDigest.Kind, Monday.AddDays(1).AddMinutes(-1));
        var alert = await PreviewAsync(rig, WorkRig.Rep, RepAlert.Kind, Monday.AddDays(1).AddMinutes(-1));
        var before = await PreviewAsync(rig, WorkRig.Manager, MorningDigest.Kind, Monday);

        Assert.StartsWith("that of 2026-11-17", digest.Refusal, StringComparison.Ordinal);
        Assert.Null(again.Refusal);
        Assert.Contains("Moved since yesterday 09:00", again.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("Deal 2", alert.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("Deal 2", Assert.Single(sent, message => message.Kind == RepAlert.Kind && message.Text.Contains("Deal 2", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Deal 2", before.Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Future_Is_As_If_Nothing_Happened_Until_Then()
    {
        var rig = await WorkRig.CreateAsync(Monday);
        await rig.TellAsync("1", Monday.AddHours(-1), new() { CloseOn = new DateOnly(2026, 11, 17), Amount = Events.Told.Of<decimal?>(1_000), Currency = "EUR" });

        var now = await PreviewAsync(rig, WorkRig.Manager, MorningDigest.Kind, Monday);
        var later = await PreviewAsync(rig, WorkRig.Manager, MorningDigest.Kind, Monday.AddDays(3));

        Assert.DoesNotContain("Close date passed", now.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("Close date passed", later.Message!.Text, StringComparison.Ordinal);
        Assert.Null(later.Refusal);
    }

    private static async Task<WorkRig> RigAsync()
    {
        var rig = await WorkRig.CreateAsync(Monday);
        foreach (var id in new[] { "1", "3", "4", "5", "6", "7", "8" })
        {
            await rig.TellAsync(id, Monday.AddDays(-20), new() { CloseOn = new DateOnly(2026, 11, 2), Amount = Events.Told.Of<decimal?>(1_000), Currency = "EUR" });
        }

        return rig;
    }

    private static Task<MailPreview> PreviewAsync(WorkRig rig, Person person, string kind, DateTimeOffset at) =>
        new MailPreviews(rig.Tables, rig.Queues, [WorkRig.Crm], new(), rig.Time).ComposeAsync(person, kind, at, default);

    /// <summary>All that a tick of the timer sends.</summary>
    private static async Task<List<EmailMessage>> SentAsync(WorkRig rig)
    {
        await rig.TickAsync();
        var sent = new Sent();
        foreach (var message in await rig.Queues.Emails.ReceiveAsync(32, TimeSpan.FromMinutes(1), default))
        {
            await rig.Outbox.SendAsync(message.Text, sent, default);
        }

        return sent;
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
