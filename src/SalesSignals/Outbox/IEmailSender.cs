using SalesSignals.Digests;

namespace SalesSignals.Outbox;

/// <summary>Hands a message to the mail service, once, with no retry of its own.</summary>
public interface IEmailSender
{
    /// <param name="messageId">Our id of the message, given back by the mail service with what became of it.</param>
    Task<EmailSendResult> SendAsync(EmailMessage message, string messageId, CancellationToken cancellationToken);
}

/// <summary>What the mail service said.</summary>
public abstract record EmailSendResult
{
    private EmailSendResult()
    {
    }

    /// <summary>The service has taken the message and will deliver it.</summary>
    public sealed record Accepted : EmailSendResult;

    /// <summary>The service surely did not take it, and will not before <paramref name="After"/> has passed.</summary>
    public sealed record NotNow(TimeSpan After, string Reason) : EmailSendResult;

    /// <summary>The service will never take this message as it is.</summary>
    public sealed record Refused(string Reason) : EmailSendResult;

    /// <summary>Nobody can say whether the service took it: the answer was lost.</summary>
    public sealed record Unknown(string Reason) : EmailSendResult;
}
