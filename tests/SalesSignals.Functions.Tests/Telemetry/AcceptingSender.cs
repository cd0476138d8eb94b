using SalesSignals.Digests;
using SalesSignals.Outbox;

namespace SalesSignals.Functions.Tests.Telemetry;

/// <summary>A mail service that takes every message.</summary>
internal sealed class AcceptingSender : IEmailSender
{
    public int Taken { get; private set; }

    public Task<EmailSendResult> SendAsync(EmailMessage message, string messageId, CancellationToken cancellationToken)
    {
        Taken++;
        return Task.FromResult<EmailSendResult>(new EmailSendResult.Accepted());
    }
}
