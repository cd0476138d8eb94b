namespace SalesSignals.Digests;

/// <summary>An email as a recipient will get it.</summary>
public sealed record EmailMessage
{
    /// <summary>What it is: <c>morning-digest</c>, <c>rep-alert</c>, <c>weekly-forecast</c>. Also its category at the mail service.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// Names the message among all to its recipient: the day of a digest, the signals of an alert. Two messages of the same kind and
    /// period are the same message.
    /// </summary>
    public required string Period { get; init; }

    /// <summary>The recipient's id in the directory.</summary>
    public required string PersonId { get; init; }

    public required string ToEmail { get; init; }

    public string? ToName { get; init; }

    public required string Subject { get; init; }

    public required string Html { get; init; }

    public required string Text { get; init; }
}
