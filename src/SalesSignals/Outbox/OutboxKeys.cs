using System.Security.Cryptography;
using System.Text;
using SalesSignals.Storage;

namespace SalesSignals.Outbox;

/// <summary>Where messages are kept in the Outbox table.</summary>
public static class OutboxKeys
{
    /// <summary>Longer periods (an alert may name many signals) are replaced by their hash.</summary>
    private const int PeriodLength = 200;

    /// <summary>The partition of all messages to a person; the alert ledger of that person lives in it too.</summary>
    public static string Partition(string personId) => KeyText.Escape(personId);

    /// <summary>The row of one message.</summary>
    public static string Row(string kind, string period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return KeyText.Escape(kind) + KeyText.Separator + Short(period);
    }

    // An escaped period has "!" only before four hex digits, so it is never taken for a hash.
    private static string Short(string period)
    {
        var escaped = KeyText.Escape(period);
        return escaped.Length <= PeriodLength
            ? escaped
            : "!sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(period)));
    }
}
