namespace SalesSignals.Digests;

/// <summary>An email as a recipient will get it.</summary>
public sealed record EmailMessage
{
    /// <summary>What it is, one of <see cref="Directory.EmailKinds"/>. Also its category at the mail service.</summary>
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

    /// <summary>Where one POST ends mail of this kind (RFC 8058); null where this installation has no links.</summary>
    public string? UnsubscribeUrl { get; init; }
}
