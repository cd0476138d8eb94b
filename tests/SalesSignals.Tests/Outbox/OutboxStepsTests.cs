using SalesSignals.Outbox;

namespace SalesSignals.Tests.Outbox;

public sealed class OutboxStepsTests
{
    private static readonly DateTimeOffset Now = OutboxRig.Start;
    private static readonly OutboxOptions Options = new() { AmbiguousAfter = TimeSpan.FromMinutes(10) };

    private static readonly OutboxEntry Pending = new()
    {
        PersonId = "ana",
        RowKey = "morning-digest|2026-11-23",
        Kind = "morning-digest",
        MessageId = "m1",
        State = OutboxState.Pending,
        CreatedAt = Now.AddHours(-1),
    };

    private static OutboxEntry Claimed(int minutesAgo) => OutboxSteps.Claim(Pending, "c1", Now.AddMinutes(-minutesAgo));

    [Theory]
    [InlineData(OutboxState.Sent)]
    [InlineData(OutboxState.Suppressed)]
    [InlineData(OutboxState.Failed)]
    [InlineData(OutboxState.Bounced)]
    public void A_Settled_Message_Is_Done(OutboxState state) =>
        Assert.IsType<OutboxStep.Done>(OutboxSteps.NextStep(Pending with { State = state }, Now, Options));

    [Fact]
    public void A_Pending_Message_Is_Sent() =>
        Assert.Equal(new OutboxStep.Send(PossibleDuplicate: false), OutboxSteps.NextStep(Pending, Now, Options));

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public void A_Pending_Message_Waits_Until_It_May_Be_Sent(int secondsAhead, bool waits)
    {
        var notBefore = Now.AddSeconds(secondsAhead);

        var step = OutboxSteps.NextStep(Pending with { NotBefore = notBefore }, Now, Options);

        Assert.Equal(waits ? new OutboxStep.Wait(notBefore) : new OutboxStep.Send(PossibleDuplicate: false), step);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void An_Attempt_Without_Answer_Is_Repeated_Only_After_The_Wait(int minutesAgo, bool waits)
    {
        var step = OutboxSteps.NextStep(Claimed(minutesAgo), Now, Options);

        Assert.Equal(waits ? new OutboxStep.Wait(Now.AddMinutes(10 - minutesAgo)) : new OutboxStep.Send(PossibleDuplicate: true), step);
    }

    [Theory]
    [InlineData(true, 30)]
    [InlineData(false, 10)]
    public void Mail_Events_Get_Time_To_Answer(bool mailEvents, int minutes)
    {
        var options = new OutboxOptions { MailEvents = mailEvents };

        Assert.IsType<OutboxStep.Wait>(OutboxSteps.NextStep(Claimed(minutes - 1), Now, options));
        Assert.IsType<OutboxStep.Send>(OutboxSteps.NextStep(Claimed(minutes), Now, options));
    }

    [Fact]
    public void A_Message_That_Is_Never_Answered_Is_Given_Up()
    {
        var entry = Claimed(10) with { Unanswered = Options.MaxUnanswered - 1 };

        Assert.IsType<OutboxStep.GiveUp>(OutboxSteps.NextStep(entry, Now, Options));
    }

    [Fact]
    public void A_Claim_Over_An_Unanswered_One_Counts_It()
    {
        var again = OutboxSteps.Claim(Claimed(10), "c2", Now);

        Assert.Equal((OutboxState.Sending, "c2", Now, 2, 1), (again.State, again.ClaimId, again.ClaimedAt, again.Attempts, again.Unanswered));
    }

    [Fact]
    public void A_Message_Held_Back_After_An_Unanswered_Attempt_Stays_A_Possible_Duplicate()
    {
        var held = OutboxSteps.HoldBack(Claimed(10), Now);

        Assert.Equal(new OutboxStep.Send(PossibleDuplicate: true), OutboxSteps.NextStep(held, Now, Options));
    }

    [Fact]
    public void Accepted_Is_Sent()
    {
        var entry = OutboxSteps.Settle(Claimed(0), "c1", new EmailSendResult.Accepted(), Now);

        Assert.Equal((OutboxState.Sent, (DateTimeOffset?)Now), (entry.State, entry.SentAt));
    }

    [Fact]
    public void Not_Now_Is_Pending_Until_Then()
    {
        var entry = OutboxSteps.Settle(Claimed(0), "c1", new EmailSendResult.NotNow(TimeSpan.FromSeconds(40), "busy"), Now);

        Assert.Equal((OutboxState.Pending, (DateTimeOffset?)Now.AddSeconds(40), "busy", 0), (entry.State, entry.NotBefore, entry.Reason, entry.Unanswered));
    }

    [Fact]
    public void Refused_Has_Failed_With_A_Reason_Without_Addresses()
    {
        var entry = OutboxSteps.Settle(Claimed(0), "c1", new EmailSendResult.Refused("bad address ana@example.com\r\nindeed"), Now);

        Assert.Equal((OutboxState.Failed, "bad address (address) indeed"), (entry.State, entry.Reason));
    }

    [Fact]
    public void Unknown_Stays_As_It_Is() =>
        Assert.Equal(Claimed(0), OutboxSteps.Settle(Claimed(0), "c1", new EmailSendResult.Unknown("lost"), Now));

    [Fact]
    public void A_Worker_That_Overslept_Speaks_For_The_Message_Only_If_It_Went()
    {
        var taken = OutboxSteps.Claim(Claimed(10), "c2", Now);

        Assert.Equal(taken, OutboxSteps.Settle(taken, "c1", new EmailSendResult.NotNow(TimeSpan.FromHours(1), "busy"), Now));
        Assert.Equal(taken, OutboxSteps.Settle(taken, "c1", new EmailSendResult.Refused("no"), Now));
        Assert.Equal(OutboxState.Sent, OutboxSteps.Settle(taken, "c1", new EmailSendResult.Accepted(), Now).State);
    }

    [Theory]
    [InlineData(OutboxState.Pending, MailEventKind.Processed, OutboxState.Sent)]
    [InlineData(OutboxState.Sending, MailEventKind.Processed, OutboxState.Sent)]
    [InlineData(OutboxState.Sending, MailEventKind.Deferred, OutboxState.Sent)]
    [InlineData(OutboxState.Sending, MailEventKind.Delivered, OutboxState.Sent)]
    [InlineData(OutboxState.Failed, MailEventKind.Processed, OutboxState.Sent)]
    [InlineData(OutboxState.Sent, MailEventKind.Delivered, OutboxState.Sent)]
    [InlineData(OutboxState.Sending, MailEventKind.Dropped, OutboxState.Bounced)]
    [InlineData(OutboxState.Sent, MailEventKind.Bounced, OutboxState.Bounced)]
    [InlineData(OutboxState.Bounced, MailEventKind.Delivered, OutboxState.Bounced)]
    public void What_The_Mail_Service_Tells_Settles_The_Message(OutboxState before, MailEventKind kind, OutboxState after) =>
        Assert.Equal(after, OutboxSteps.Record(Pending with { State = before }, new("e1", kind, "m1", Now)).State);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, 0)]
    [InlineData(40, 41)]
    [InlineData(40.2, 42)]
    [InlineData(9_999_999, 604_800)]
    public void A_Queue_Message_Is_Hidden_Rather_A_Little_Too_Long(double secondsAhead, double hidden) =>
        Assert.Equal(TimeSpan.FromSeconds(hidden), OutboxSteps.HiddenFor(Now.AddSeconds(secondsAhead), Now));
}
