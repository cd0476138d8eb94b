using System.Collections.Immutable;
using System.Globalization;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>The ids that Close gives to what stories tell of, and how it writes times.</summary>
internal static class CloseIds
{
    public const string Organization = "orga_SalesSignals";
    public const string Pipeline = "pipe_Sales";

    public static readonly ImmutableArray<string> Stages = ["qualified", "discovery", "evaluation", "proposal", "negotiation", "commit", "won", "lost"];

    public static string Opportunity(string deal) => $"oppo_{deal}";

    public static string Lead(string deal) => $"lead_{deal}";

    public static string User(string owner) => $"user_{owner}";

    public static string Contact(string contact) => $"cont_{contact}";

    public static string Status(string stage) => $"stat_{stage}";

    /// <summary>Objects name their zone.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "+00:00";

    /// <summary>Events do not; theirs is UTC too.</summary>
    public static string EventTime(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
