using System.Collections.Immutable;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Outbox;

namespace SalesSignals.Tests.Outbox;

public sealed class MailStandingTests
{
    private const int Messages = 12;

    private readonly OutboxRig _rig = new(mailEvents: true);

    private PreferencesStore Preferences => new(_rig.Tables.Directory);

    private MailStandings Standings => new(_rig.Tables.Outbox, _rig.Tables.Directory);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Counts_And_Consequences_Are_Those_Of_The_Messages_Whatever_The_Order_And_The_Repeats(int seed)
    {
#pragma warning disable CA5394 // Chance that repeats, not a secret.
        var chance = new Random(seed);
        var sent = await SendAsync(Messages);
        List<MailEvent> events = [.. sent.SelectMany(message => Enumerable.Range(0, chance.Next(5)).Select(n => SomeEvent(message.Id, n, chance)).DistinctBy(one => one.Kind))];
        MailEvent[] told = [.. events.SelectMany(one => Enumerable.Repeat(one, chance.Next(1, 47)))];
        chance.Shuffle(told);
#pragma warning restore CA5394

        await TellAsync(told);

        foreach (var person in sent.Select(message => message.Person).Distinct())
        {
            var theirs = events.Where(one => sent.Single(message => message.Id == one.MessageId).Person == person).ToList();
            Assert.Equal(Model(theirs, sent), await Standings.ReadAsync(person, default));
            var preferences = await Preferences.ReadAsync(person, default);
            Assert.Equal(Stop(theirs, person), preferences.Stopped);
            Assert.Equal(Off(theirs), preferences.Off);
        }
    }

    [Fact]
    public async Task Events_That_Are_Told_At_Once_Count_Once()
    {
        var sent = await SendAsync(4);

        await Task.WhenAll(sent.SelectMany(message => Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            _rig.Outbox.RecordMailEventAsync(new("e", MailEventKind.Delivered, message.Id, _rig.Now), default)))));

        Assert.Equal(2, (await Standings.ReadAsync("ana", default)).Delivered);
        Assert.Equal(2, (await Standings.ReadAsync("ben", default)).Delivered);
    }

    [Fact]
    public async Task After_A_Hard_Bounce_Nothing_Is_Sent_To_The_Address_And_A_New_Address_Gets_Mail()
    {
        var sent = await SendAsync(1);
        await TellAsync(Bounce(sent[0].Id));

        await SendAsync(OutboxRig.Message with { Period = "next", ToEmail = "ANA@example.com" });
        await SendAsync(OutboxRig.Message with { Period = "moved", ToEmail = "ana.lima@example.com" });

        Assert.Equal(OutboxState.Suppressed, (await _rig.EntryAsync(OutboxRig.Message with { Period = "next" })).State);
        Assert.Equal(OutboxState.Sent, (await _rig.EntryAsync(OutboxRig.Message with { Period = "moved" })).State);
        Assert.Equal(2, _rig.Sender.Messages.Count);
        Assert.Contains(_rig.Log.Lines, line => line.StartsWith("Mail to the address of ana is stopped", StringComparison.Ordinal));
        Assert.DoesNotContain(_rig.Log.Lines, line => line.Contains('@', StringComparison.Ordinal));

        // What a stranger's mail server says may name anybody: it stays in the person's row.
        Assert.Contains(_rig.Log.Lines, line => line.EndsWith("mail resume ana': 550", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_An_Admin_Has_Opened_An_Address_Old_News_Does_Not_Close_It_And_A_New_Bounce_Does()
    {
        var sent = await SendAsync(1);
        await TellAsync(Bounce(sent[0].Id));
        await Preferences.ChangeAsync("ana", preferences => preferences with { Stopped = null }, default);

        await TellAsync(Bounce(sent[0].Id));
        var afterOldNews = await Preferences.ReadAsync("ana", default);
        await SendAsync(OutboxRig.Message with { Period = "next" });
        await TellAsync(Bounce(_rig.Sender.Accepted[^1]));

        Assert.Null(afterOldNews.Stopped);
        Assert.True((await Preferences.ReadAsync("ana", default)).Stopped!.Holds("ana@example.com"));
        Assert.Equal(2, (await Standings.ReadAsync("ana", default)).Bounced);
    }

    [Fact]
    public async Task A_Soft_Bounce_Stops_Nothing()
    {
        var sent = await SendAsync(1);
        await TellAsync(new MailEvent("e", MailEventKind.Blocked, sent[0].Id, _rig.Now, "554 rejected"));

        await SendAsync(OutboxRig.Message with { Period = "next" });

        Assert.Equal("blocked: 554 rejected", (await _rig.EntryAsync(OutboxRig.Message with { Period = "0" })).Reason);
        Assert.Equal(2, _rig.Sender.Messages.Count);
    }

    [Fact]
    public async Task Who_Unsubscribes_While_A_Message_Waits_Does_Not_Get_It()
    {
        await _rig.AddAsync();
        await _rig.AddAsync(OutboxRig.Message with { Kind = EmailKinds.RepAlert });
        await Preferences.ChangeAsync("ana", preferences => preferences.Without(EmailKinds.MorningDigest), default);

        await _rig.PumpAsync();
        await _rig.PassAsync(TimeSpan.FromHours(1));

        var entry = await _rig.EntryAsync();
        Assert.Equal((OutboxState.Suppressed, "its reader wants no morning-digest", 0), (entry.State, entry.Reason, entry.Attempts));
        Assert.Equal(EmailKinds.RepAlert, Assert.Single(_rig.Sender.Messages).Kind);
        Assert.Equal(["done", "done"], await _rig.IndexAsync());
    }

    [Fact]
    public async Task An_Admin_Sees_Everybody_And_A_Stop_Only_Of_The_Address_They_Have_Now()
    {
        var sent = await SendAsync(2);
        await TellAsync([.. sent.Select(message => Bounce(message.Id))]);

        var mail = await Standings.ReadAsync([Somebody("ana", "ana@example.com"), Somebody("ben", "new@example.com"), Somebody("chen", "chen@example.com")], default);

        Assert.Equal([true, false, false], mail.Select(one => one.Stopped is not null));
        Assert.Equal([1, 1, 0], mail.Select(one => one.Standing.Bounced));
    }

    private static MailEvent SomeEvent(string messageId, int n, Random chance)
    {
#pragma warning disable CA5394
        var (kind, consequence) = All[chance.Next(All.Length)];
        return new($"{messageId}-{n}", kind, messageId, OutboxRig.Start.AddMinutes(chance.Next(600)), $"reason {chance.Next(5)}") { Consequence = consequence };
#pragma warning restore CA5394
    }

    private static readonly ImmutableArray<(MailEventKind Kind, MailConsequence Consequence)> All =
    [
        (MailEventKind.Processed, MailConsequence.None),
        (MailEventKind.Deferred, MailConsequence.None),
        (MailEventKind.Delivered, MailConsequence.None),
        (MailEventKind.Delivered, MailConsequence.None),
        (MailEventKind.Bounced, MailConsequence.StopAddress),
        (MailEventKind.Blocked, MailConsequence.None),
        (MailEventKind.Dropped, MailConsequence.None),
        (MailEventKind.SpamReported, MailConsequence.SwitchAllOff),
        (MailEventKind.Unsubscribed, MailConsequence.SwitchKindOff),
    ];

    private static MailEvent Bounce(string messageId) =>
        new("b-" + messageId, MailEventKind.Bounced, messageId, OutboxRig.Start, "550 <ana@example.com> unknown") { Consequence = MailConsequence.StopAddress };

    private static MailStanding Model(List<MailEvent> events, IReadOnlyList<Sent> sent)
    {
        int Count(MailEventKind kind) => events.Where(one => one.Kind == kind).DistinctBy(one => one.MessageId).Count();
        DateTimeOffset? Newest(params MailEventKind[] kinds) => events.Where(one => kinds.Contains(one.Kind))
            .Max(one => (DateTimeOffset?)sent.Single(message => message.Id == one.MessageId).At);
        return new()
        {
            Delivered = Count(MailEventKind.Delivered),
            Bounced = Count(MailEventKind.Bounced),
            Blocked = Count(MailEventKind.Blocked),
            Dropped = Count(MailEventKind.Dropped),
            SpamReports = Count(MailEventKind.SpamReported),
            Unsubscribes = Count(MailEventKind.Unsubscribed),
            LastDelivered = Newest(MailEventKind.Delivered),
            LastUndelivered = Newest(MailEventKind.Bounced, MailEventKind.Blocked, MailEventKind.Dropped),
        };
    }

    /// <summary>A message bounces once, however often that is told; of several messages the last says when.</summary>
    private static MailStop? Stop(List<MailEvent> events, string person) => events
        .Where(one => one.Consequence is MailConsequence.StopAddress)
        .OrderBy(one => one.At).ThenBy(one => one.Reason, StringComparer.Ordinal)
        .Select(one => new MailStop(MailStop.FingerprintOf($"{person}@example.com"), one.At, one.Reason))
        .LastOrDefault();

    private static ImmutableSortedSet<string> Off(List<MailEvent> events) =>
        events.Any(one => one.Consequence is MailConsequence.SwitchAllOff) ? [.. EmailKinds.All]
        : events.Any(one => one.Consequence is MailConsequence.SwitchKindOff) ? [EmailKinds.MorningDigest]
        : [];

    private static Person Somebody(string id, string email) => new() { Id = id, Name = id, Email = email };

    private async Task<IReadOnlyList<Sent>> SendAsync(int count)
    {
        var sent = new List<Sent>();
        for (var i = 0; i < count; i++)
        {
            var person = i % 2 == 0 ? "ana" : "ben";
            await SendAsync(OutboxRig.Message with { PersonId = person, ToEmail = $"{person}@example.com", Period = $"{i}" });
            sent.Add(new(_rig.Sender.Accepted[^1], person, _rig.Now));
            _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return sent;
    }

    private async Task SendAsync(EmailMessage message)
    {
        await _rig.AddAsync(message);
        await _rig.PumpAsync();
    }

    private async Task TellAsync(params IEnumerable<MailEvent> events)
    {
        foreach (var mailEvent in events)
        {
            await _rig.Outbox.RecordMailEventAsync(mailEvent, default);
        }
    }

    private sealed record Sent(string Id, string Person, DateTimeOffset At);
}
