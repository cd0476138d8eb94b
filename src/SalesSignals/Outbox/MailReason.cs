using System.Text.RegularExpressions;
using SalesSignals.Telemetry;

namespace SalesSignals.Outbox;

/// <summary>Makes what a mail service says fit to keep and to log: one line, of bounded length, without email addresses and secrets.</summary>
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
        var clean = FailureReason.WithoutSecrets(Address().Replace(line, "(address)"));
        return clean.Length > Length ? clean[..Length] : clean;
    }

    /// <summary>Of what a stranger's mail server says only its numbers (RFC 5321, RFC 3463), such as <c>550 5.1.1</c>: its words may name anybody.</summary>
    public static string Code(string? reason) => reason is not null && Reply().Match(reason) is { Success: true } reply ? reply.Value : "no code was told";

    [GeneratedRegex(@"\b[245][0-9]{2}(?:[ -][245]\.[0-9]{1,3}\.[0-9]{1,3})?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Reply();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    /// <summary>Rather too much than too little: any run of characters around an @.</summary>
    [GeneratedRegex(@"[^\s<>""'(),;:\[\]]*@[^\s<>""'(),;:\[\]]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
