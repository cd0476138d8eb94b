using System.Security.Cryptography;
using System.Text;

namespace SalesSignals.Directory;

/// <summary>An address that takes no mail: whoever sends to it on harms what everybody else of this installation gets delivered.</summary>
/// <param name="Address">A fingerprint of the address, see <see cref="FingerprintOf"/>: another address of the same person is not stopped.</param>
/// <param name="At">When the last message to it bounced.</param>
/// <param name="Reason">What the mail service said; no addresses.</param>
public sealed record MailStop(string Address, DateTimeOffset At, string? Reason)
{
    /// <summary>Tells two addresses apart without keeping either.</summary>
    public static string FingerprintOf(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())).AsSpan(0, 12));
    }

    /// <summary>Of two the later, whichever was heard of first.</summary>
    public static MailStop Later(MailStop? known, MailStop told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return known is null || Comparer.Compare(known, told) < 0 ? told : known;
    }

    public bool Holds(string email) => Address == FingerprintOf(email);

    private static readonly Comparer<MailStop> Comparer = Comparer<MailStop>.Create((a, b) => (a.At.CompareTo(b.At), string.CompareOrdinal(a.Address, b.Address)) switch
    {
        (not 0 and var at, _) => at,
        (_, not 0 and var address) => address,
        _ => string.CompareOrdinal(a.Reason, b.Reason),
    });
}
