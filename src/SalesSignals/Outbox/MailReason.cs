using System.Text.RegularExpressions;

namespace SalesSignals.Outbox;

/// <summary>Makes what a mail service says fit to keep and to log: one line, of bounded length, without email addresses.</summary>
public static partial class MailReason
{
    private const int Length = 300;

    /// <summary>No mail service needs more to say what is wrong; it bounds the work of the search for addresses.</summary>
    private const int LengthRead = 4096;

    public static string? Clean(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return null;
        }

        var line = Blanks().Replace(reason.Length > LengthRead ? reason[..LengthRead] : reason, " ").Trim();
        var clean = Address().Replace(line, "(address)");
        return clean.Length > Length ? clean[..Length] : clean;
    }

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    /// <summary>Rather too much than too little: any run of characters around an @.</summary>
    [GeneratedRegex(@"[^\s<>""'(),;:\[\]]*@[^\s<>""'(),;:\[\]]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
