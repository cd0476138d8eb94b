using SalesSignals.Cli.Demo;
using SalesSignals.Outbox;

namespace SalesSignals.Azure.Tests.SendGrid;

/// <summary>Outbox, SendGrid client, event webhook and a SendGrid that fails, together.</summary>
public sealed class MailEndToEndTests
{
    private const int Messages = 60;

    [Fact]
    public async Task With_Mail_Events_Lost_Answers_Cost_No_Message_And_Make_No_Duplicate()
    {
        await using var rig = await MailRig.StartAsync(mailEvents: true);
        rig.SendGrid.Faults = call => call % 3 == 0 ? new SendGridStandInFault.AcceptThenDrop() : null;

        await rig.AddAsync(Messages);
        await rig.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(Messages, rig.SendGrid.Caught.Count);
        Assert.Equal(Messages, rig.SendGrid.Caught.DistinctBy(email => email.MessageId).Count());
        Assert.Equal(0, rig.PossibleDuplicates);
    }

    [Fact]
    public async Task Without_Mail_Events_Lost_Answers_Cost_No_Message_And_Every_Duplicate_Is_Logged()
    {
        await using var rig = await MailRig.StartAsync(mailEvents: false);
        rig.SendGrid.Faults = call => call % 3 == 0 ? new SendGridStandInFault.AcceptThenDrop() : null;

        await rig.AddAsync(Messages);
        await rig.PassAsync(TimeSpan.FromHours(2));

        var lostAnswers = rig.SendGrid.Calls.Count(call => call.Status is null);
        var duplicates = rig.SendGrid.Caught.Count - Messages;
        Assert.Equal(Messages, rig.SendGrid.Caught.DistinctBy(email => email.MessageId).Count());
        Assert.InRange(duplicates, 1, lostAnswers);
        Assert.Equal(duplicates, rig.PossibleDuplicates);
    }

    [Fact]
    public async Task No_Call_Is_Made_Before_The_Reset_Of_A_Rate_Limit_And_All_Is_Sent_After_It()
    {
        await using var rig = await MailRig.StartAsync(mailEvents: true);
        var reset = SomeMail.Now.AddMinutes(17);
        rig.SendGrid.Faults = _ => rig.Clock.GetUtcNow() < reset && rig.SendGrid.Caught.Count >= 5 ? new SendGridStandInFault.RateLimited(reset) : null;

        await rig.AddAsync(Messages);
        await rig.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(Messages, rig.SendGrid.Caught.DistinctBy(email => email.MessageId).Count());
        var limited = Assert.Single(rig.SendGrid.Calls, call => call.Status == 429);
        Assert.DoesNotContain(rig.SendGrid.Calls, call => call.At > limited.At && call.At < reset);
    }

    [Theory]
    [InlineData("bounce", 1, 0)]
    [InlineData("spamreport", 0, 1)]
    public async Task What_SendGrid_Tells_46_Times_Counts_Once_And_Ends_Mail_To_Its_Reader(string told, int bounced, int spamReports)
    {
        await using var rig = await MailRig.StartAsync(mailEvents: true);
        await rig.AddAsync(2);
        await rig.PassAsync(TimeSpan.FromMinutes(2));
        var first = rig.SendGrid.Caught[0];
        var standings = new MailStandings(rig.Tables.Outbox, rig.Tables.Directory);

        await rig.TellAsync([.. Enumerable.Repeat(new SendGridStandInEvent(told, "e1", first, rig.Clock.GetUtcNow(), "550 no such user"), 46)]);
        await rig.Outbox.AddAsync(SomeMail.Message() with { PersonId = "person 0", Period = "next" }, [], rig.Clock.GetUtcNow(), default);
        await rig.Outbox.AddAsync(SomeMail.Message() with { PersonId = "person 1", Period = "next" }, [], rig.Clock.GetUtcNow(), default);
        await rig.PassAsync(TimeSpan.FromMinutes(2));

        var standing = await standings.ReadAsync("person 0", default);
        Assert.Equal((bounced, spamReports, 1), (standing.Bounced, standing.SpamReports, standing.Delivered));
        Assert.Equal((0, 2), ((await standings.ReadAsync("person 1", default)).Bounced, (await standings.ReadAsync("person 1", default)).Delivered));
        Assert.Equal(3, rig.SendGrid.Caught.Count);
    }

    [Fact]
    public async Task An_Outage_And_A_Key_In_Rotation_Cost_No_Message_And_Make_No_Duplicate()
    {
        await using var rig = await MailRig.StartAsync(mailEvents: true);
        rig.SendGrid.Faults = call => (call % 8) switch
        {
            0 => new SendGridStandInFault.Answers(401),
            2 => new SendGridStandInFault.Answers(503),
            4 => new SendGridStandInFault.Answers(500),
            6 => new SendGridStandInFault.Drop(),
            _ => null,
        };

        await rig.AddAsync(12);
        await rig.PassAsync(TimeSpan.FromHours(8));

        Assert.Equal(12, rig.SendGrid.Caught.Count);
        Assert.Equal(12, rig.SendGrid.Caught.DistinctBy(email => email.MessageId).Count());
    }
}
