using System.Globalization;
using System.Security.Cryptography;

namespace SalesSignals.Crm;

/// <summary>What signature schemes have in common: strict decoding, and comparison in constant time.</summary>
internal static class Signature
{
    public const int Sha256Bytes = SHA256.HashSizeInBytes;

    private const int Base64Length = 44;
    private const int MaxTimestampDigits = 12;

    /// <summary>
    /// The 32 bytes of a signature in standard padded base64; null for anything else, unused bits that are set included, so that one
    /// signature has one spelling.
    /// </summary>
    public static byte[]? FromBase64(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Sha256Bytes];
        return text.Length == Base64Length
            && Convert.TryFromBase64Chars(text, bytes, out var written) && written == Sha256Bytes
            && text.SequenceEqual(Convert.ToBase64String(bytes))
                ? bytes
                : null;
    }

    /// <summary>The 32 bytes of a signature in hex of either case; null for anything else.</summary>
    public static byte[]? FromHex(string text) =>
        text.Length == Sha256Bytes * 2 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    public static bool Matches(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> given) => CryptographicOperations.FixedTimeEquals(expected, given);

    public static bool IsWithin(TimeSpan tolerance, DateTimeOffset signedAt, DateTimeOffset now) => (now - signedAt).Duration() <= tolerance;

    public static bool IsUnixSeconds(string text) => text.Length is > 0 and <= MaxTimestampDigits && text.All(char.IsAsciiDigit);

    /// <param name="unixSeconds">A text that <see cref="IsUnixSeconds"/>; its digits reach far beyond the years that DateTimeOffset knows.</param>
    public static bool IsRecent(string unixSeconds, DateTimeOffset now, TimeSpan tolerance)
    {
        var seconds = long.Parse(unixSeconds, CultureInfo.InvariantCulture);
        return seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() && IsWithin(tolerance, DateTimeOffset.FromUnixTimeSeconds(seconds), now);
    }
}
