using Microsoft.Extensions.Logging.Abstractions;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Outbox;

namespace SalesSignals.Cli.Tests.Mail;

public sealed class MailCommandTests
{
    private readonly CliRig _rig = new();

    [Fact]
    public async Task A_Bounced_Address_Is_Listed_And_Opened_Again()
    {
        await BounceAsync();

        var (_, listed, _) = await _rig.RunAsync("mail", "list");
        var (_, resumed, _) = await _rig.RunAsync("mail", "resume", "ana");
        var (_, stopped, _) = await _rig.RunAsync("mail", "list", "--stopped");
        var (_, again, _) = await _rig.RunAsync("mail", "resume", "ana");

        Assert.Equal(
            """
            ana  delivered 0, bounced 1, blocked 0, dropped 0, called spam 0, unsubscribed 0
                 stopped since 2026-11-16: 550 no such user
            ben  delivered 0, bounced 0, blocked 0, dropped 0, called spam 0, unsubscribed 0
                 switched off: rep-alert

            """,
            listed);
        Assert.StartsWith("Mail goes to ana again. SendGrid has a list of its own", resumed, StringComparison.Ordinal);
        Assert.Equal("Nobody.\n", stopped);
        Assert.Equal("Mail to ana was not stopped.\n", again);
    }

    [Fact]
    public async Task Json_Names_No_Addresses()
    {
        await BounceAsync();

        var (_, output, _) = await _rig.RunAsync("mail", "list", "--json", "--stopped");

        var ana = Assert.Single(JsonNode.Parse(output)!.AsArray())!;
        Assert.Equal(("ana", 1, true, "550 no such user"), ((string?)ana["person"], (int)ana["bounced"]!, (bool)ana["stopped"]!, (string?)ana["reason"]));
        Assert.DoesNotContain("@", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_Is_Not_There_Cannot_Be_Resumed()
    {
        var (code, _, error) = await _rig.RunAsync("mail", "resume", "zoe");

        Assert.Equal(1, code);
        Assert.StartsWith("Nobody in the directory has the id 'zoe'", error, StringComparison.Ordinal);
    }

    private async Task BounceAsync()
    {
        await new DirectoryStore(_rig.Tables.Directory).SaveAsync([Somebody("ana"), Somebody("ben")], default);
        await new PreferencesStore(_rig.Tables.Directory).ChangeAsync("ben", preferences => preferences.Without(EmailKinds.RepAlert), default);
        var sender = new NotingSender();
        var outbox = new EmailOutbox(_rig.Tables, _rig.Queues, new() { MailEvents = true }, TimeProvider.System, NullLogger<EmailOutbox>.Instance);
        await outbox.AddAsync(Message, [], CliRig.Monday, default);
        await outbox.SendAsync(Assert.Single(await _rig.Queues.Emails.PeekAsync(1, default)).Text, sender, default);
        await outbox.RecordMailEventAsync(
            new("e", MailEventKind.Bounced, sender.MessageId!, CliRig.Monday, "550 no such user") { Consequence = MailConsequence.StopAddress }, default);
    }

    private static Person Somebody(string id) => new() { Id = id, Name = id, Email = $"{id}@example.com" };

    private static EmailMessage Message => new()
    {
        Kind = EmailKinds.RepAlert,
        Period = "1",
        PersonId = "ana",
        ToEmail = "ana@example.com",
        Subject = "A deal could use you",
        Html = "<p>Hi</p>",
        Text = "Hi",
    };

    private sealed class NotingSender : IEmailSender
    {
        public string? MessageId { get; private set; }

        public Task<EmailSendResult> SendAsync(EmailMessage message, string messageId, CancellationToken cancellationToken)
        {
            MessageId = messageId;
            return Task.FromResult<EmailSendResult>(new EmailSendResult.Accepted());
        }
    }
}
