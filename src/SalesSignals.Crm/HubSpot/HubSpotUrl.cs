using System.Text;

namespace SalesSignals.Crm.HubSpot;

/// <summary>
/// Decodes a URL as HubSpot's signature v3 asks for: twelve escapes and no other, once. .NET's own decoders undo all of them
/// (<c>%20</c>, <c>%26</c> too) or none, and <see cref="Uri"/> rewrites hosts, ports and dots.
/// </summary>
internal static class HubSpotUrl
{
    private const int EscapeLength = 3;

    public static string Decode(string url)
    {
        if (!url.Contains('%', StringComparison.Ordinal))
        {
            return url;
        }

        var decoded = new StringBuilder(url.Length);
        for (var i = 0; i < url.Length; i++)
        {
            if (Decoded(url.AsSpan(i)) is { } c)
            {
                decoded.Append(c);
                i += EscapeLength - 1;
            }
            else
            {
                decoded.Append(url[i]);
            }
        }

        return decoded.ToString();
    }

    private static char? Decoded(ReadOnlySpan<char> text) => text switch
    {
        ['%', '3', 'A' or 'a', ..] => ':',
        ['%', '2', 'F' or 'f', ..] => '/',
        ['%', '3', 'F' or 'f', ..] => '?',
        ['%', '4', '0', ..] => '@',
        ['%', '2', '1', ..] => '!',
        ['%', '2', '4', ..] => '$',
        ['%', '2', '7', ..] => '\'',
        ['%', '2', '8', ..] => '(',
        ['%', '2', '9', ..] => ')',
        ['%', '2', 'A' or 'a', ..] => '*',
        ['%', '2', 'C' or 'c', ..] => ',',
        ['%', '3', 'B' or 'b', ..] => ';',
        _ => null,
    };
}
