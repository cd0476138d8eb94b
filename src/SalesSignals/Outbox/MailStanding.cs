namespace SalesSignals.Outbox;

/// <summary>How a person's mail has fared: how many messages were ever delivered, refused, complained of. Each message counts once.</summary>
public sealed record MailStanding
{
    public static MailStanding None { get; } = new();

    public int Delivered { get; init; }

    /// <summary>Refused for good.</summary>
    public int Bounced { get; init; }

    /// <summary>Refused for a reason that may pass.</summary>
    public int Blocked { get; init; }

    /// <summary>Not even tried by the mail service.</summary>
    public int Dropped { get; init; }

    public int SpamReports { get; init; }

    public int Unsubscribes { get; init; }

    /// <summary>When the newest of the messages that were delivered was written.</summary>
    public DateTimeOffset? LastDelivered { get; init; }

    /// <summary>When the newest of the messages that were not delivered was written.</summary>
    public DateTimeOffset? LastUndelivered { get; init; }

    /// <summary>The standing once something new is known of a message.</summary>
    internal MailStanding With(MailOutcomes news, DateTimeOffset writtenAt) => this with
    {
        Delivered = Delivered + One(news, MailOutcomes.Delivered),
        Bounced = Bounced + One(news, MailOutcomes.Bounced),
        Blocked = Blocked + One(news, MailOutcomes.Blocked),
        Dropped = Dropped + One(news, MailOutcomes.Dropped),
        SpamReports = SpamReports + One(news, MailOutcomes.SpamReported),
        Unsubscribes = Unsubscribes + One(news, MailOutcomes.Unsubscribed),
        LastDelivered = Latest(LastDelivered, (news & MailOutcomes.Delivered) != 0, writtenAt),
        LastUndelivered = Latest(LastUndelivered, (news & (MailOutcomes.Bounced | MailOutcomes.Blocked | MailOutcomes.Dropped)) != 0, writtenAt),
    };

    private static int One(MailOutcomes news, MailOutcomes which) => (news & which) != 0 ? 1 : 0;

    private static DateTimeOffset? Latest(DateTimeOffset? known, bool isNews, DateTimeOffset at) => isNews && !(known >= at) ? at : known;
}
