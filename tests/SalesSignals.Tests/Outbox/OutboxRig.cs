using Microsoft.Extensions.Logging;
using SalesSignals.Digests;
using SalesSignals.Outbox;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Tests.Outbox;

/// <summary>An outbox on storage in memory, with a clock that can be set, a mail service that does as told, and crashes on demand.</summary>
internal sealed class OutboxRig
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 6, 30, 0, TimeSpan.Zero);

    public static readonly EmailMessage Message = new()
    {
        Kind = "morning-digest",
        Period = "2026-11-23",
        PersonId = "ana",
        ToEmail = "ana@example.com",
        ToName = "Ana",
        Subject = "3 deals need you",
        Html = "<p>Good morning</p>",
        Text = "Good morning",
    };

    public OutboxRig(bool mailEvents = false)
    {
        Options = new() { MailEvents = mailEvents };
        Clock = new(Start);
        Sender = new(Crashes, Clock);
        var queues = new Dictionary<string, CountingQueue>(StringComparer.Ordinal);
        Tables = Tables.Open(_ => new CountingTable(new MemoryTable(Clock), Crashes));
        Queues = Queues.Open(name => queues[name] = new CountingQueue(new MemoryQueue(name, Clock), Crashes));
        Outbox = Restart();
    }

    public OutboxOptions Options { get; }

    public ManualClock Clock { get; }

    public CrashPlan Crashes { get; } = new();

    public ScriptedSender Sender { get; }

    public Tables Tables { get; }

    public Queues Queues { get; }

    public LogList<EmailOutbox> Log { get; } = new();

    public EmailOutbox Outbox { get; private set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>A new process, on the same storage.</summary>
    public EmailOutbox Restart()
    {
        Crashes.Revive();
        return Outbox = new EmailOutbox(Tables, Queues, Options, Clock, Log);
    }

    public Task<OutboxAddResult> AddAsync(EmailMessage? message = null, params TableWrite[] alongside) =>
        Outbox.AddAsync(message ?? Message, alongside, Now, default);

    public async Task<OutboxEntry> EntryAsync(EmailMessage? message = null) => OutboxRowsForTests.Read((await RowAsync(message))!);

    public Task<TableRow?> RowAsync(EmailMessage? message = null)
    {
        message ??= Message;
        return Tables.Outbox.GetAsync(OutboxKeys.Partition(message.PersonId), OutboxKeys.Row(message.Kind, message.Period), default);
    }

    /// <summary>Works off what is visible on the queue, as the trigger does: a message is deleted after success only.</summary>
    public async Task PumpAsync()
    {
        while (await Queues.Emails.ReceiveAsync(32, TimeSpan.FromMinutes(10), default) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await Outbox.SendAsync(message.Text, Sender, default);
                await Queues.Emails.DeleteAsync(message, default);
            }
        }
    }

    /// <summary>Lets time pass minute by minute: the queue is worked off, timers fire, and the mail service tells again what it has.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var end = Now + time; Now < end;)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await MinuteAsync();
        }
    }

    public async Task MinuteAsync()
    {
        await PumpAsync();
        if (Options.MailEvents)
        {
            foreach (var mailEvent in Sender.Events())
            {
                await Outbox.RecordMailEventAsync(mailEvent, default);
            }
        }

        if (Now.Minute % 3 == 0)
        {
            await Outbox.SweepAsync(Now, default);
        }
    }

    public async Task<IReadOnlyList<string>> IndexAsync()
    {
        var keys = new List<string>();
        await foreach (var page in Tables.Outbox.QueryAsync(new TableQuery("!messages"), default))
        {
            keys.AddRange(page.Select(row => row.RowKey[..row.RowKey.IndexOf('|', StringComparison.Ordinal)]));
        }

        return keys;
    }
}

internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}

internal sealed class LogList<T> : ILogger<T>
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public IEnumerable<string> PossibleDuplicates => _lines.Where(line => line.StartsWith("Possible duplicate", StringComparison.Ordinal));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add(formatter(state, exception));
        }
    }
}
