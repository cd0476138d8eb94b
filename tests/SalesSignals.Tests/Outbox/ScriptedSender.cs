using SalesSignals.Digests;
using SalesSignals.Outbox;
using SalesSignals.Storage;

namespace SalesSignals.Tests.Outbox;

/// <summary>A mail service that answers as scripted, then accepts, and knows what it has really taken.</summary>
internal sealed class ScriptedSender(CrashPlan crashes, TimeProvider clock) : IEmailSender
{
    private readonly Queue<EmailSendResult> _script = new();
    private readonly List<(string Id, DateTimeOffset At)> _accepted = [];

    /// <summary>Whether the messages to which it answers that nobody knows have in truth been taken.</summary>
    public bool TakesTheUnanswered { get; set; } = true;

    public List<DateTimeOffset> CallsAt { get; } = [];

    public List<EmailMessage> Messages { get; } = [];

    public IReadOnlyList<string> Accepted => [.. _accepted.Select(accepted => accepted.Id)];

    public static EmailSendResult Unknown => new EmailSendResult.Unknown("the answer was lost");

    public void Answer(params EmailSendResult[] results)
    {
        foreach (var result in results)
        {
            _script.Enqueue(result);
        }
    }

    public Task<EmailSendResult> SendAsync(EmailMessage message, string messageId, CancellationToken cancellationToken) => crashes.CallAsync(() =>
    {
        lock (_accepted)
        {
            CallsAt.Add(clock.GetUtcNow());
            Messages.Add(message);
            var result = _script.TryDequeue(out var scripted) ? scripted : new EmailSendResult.Accepted();
            if (result is EmailSendResult.Accepted || (result is EmailSendResult.Unknown && TakesTheUnanswered))
            {
                _accepted.Add((messageId, clock.GetUtcNow()));
            }

            return Task.FromResult(result);
        }
    });

    /// <summary>What its event webhook tells, over and over, and twenty minutes late.</summary>
    public IEnumerable<MailEvent> Events() => _accepted
        .Where(accepted => accepted.At.AddMinutes(20) <= clock.GetUtcNow())
        .SelectMany(accepted => new MailEvent[]
        {
            new("p-" + accepted.Id, MailEventKind.Processed, accepted.Id, accepted.At),
            new("d-" + accepted.Id, MailEventKind.Delivered, accepted.Id, accepted.At),
        });
}

internal static class OutboxRowsForTests
{
    /// <summary>Reads what operators and other parts rely on: the columns by their names.</summary>
    public static OutboxEntry Read(TableRow row) => new()
    {
        PersonId = row.GetString("PersonId")!,
        RowKey = row.RowKey,
        Kind = row.GetString("Kind")!,
        MessageId = row.GetString("MessageId")!,
        State = Enum.Parse<OutboxState>(row.GetString("State")!, ignoreCase: true),
        CreatedAt = row.GetDateTimeOffset("CreatedAt")!.Value,
        NotBefore = row.GetDateTimeOffset("NotBefore"),
        ClaimedAt = row.GetDateTimeOffset("ClaimedAt"),
        ClaimId = row.GetString("ClaimId"),
        SentAt = row.GetDateTimeOffset("SentAt"),
        Attempts = row.GetInt32("Attempts")!.Value,
        Unanswered = row.GetInt32("Unanswered")!.Value,
        Reason = row.GetString("Reason"),
    };
}
