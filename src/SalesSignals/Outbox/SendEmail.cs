using SalesSignals.Storage;

namespace SalesSignals.Outbox;

/// <summary>The queue message that asks for a message of the outbox to be sent.</summary>
internal sealed record SendEmail(string PersonId, string RowKey)
{
    private const string Name = "send-email";

    /// <param name="trace">The message's, for whoever asks again; null for the one that is going on.</param>
    public string Write(string? trace = null) => NamedMessage.Write(Name, 1, this, OutboxJson.Default.SendEmail, trace);

    /// <exception cref="UnreadableMessageException">The text is no such message.</exception>
    public static SendEmail Read(string text)
    {
        var message = NamedMessage.Read(text);
        var data = message is { Name: Name, Version: 1 }
            ? message.DataAs(OutboxJson.Default.SendEmail)
            : throw new UnreadableMessageException($"The emails queue has '{message.Name}' version {message.Version}, which this version does not know.");
        return string.IsNullOrEmpty(data.PersonId) || string.IsNullOrEmpty(data.RowKey)
            ? throw new UnreadableMessageException("A send-email message names no person or no row.")
            : data;
    }
}
