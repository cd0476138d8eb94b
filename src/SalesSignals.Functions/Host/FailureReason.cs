using System.Text.RegularExpressions;

namespace SalesSignals.Functions.Host;

/// <summary>
/// Says in one line why something failed, fit for logs, poison messages and answers: what looks like a secret or an email address is
/// left out, and nothing in it can break a line.
/// </summary>
public static partial class FailureReason
{
    private const int Length = 500;

    private const int Causes = 3;

    public static string Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var reason = Describe(exception);
        var cause = exception.InnerException;
        for (var i = 1; cause is not null && i < Causes; i++, cause = cause.InnerException)
        {
            reason += $" <- {Describe(cause)}";
        }

        return Clean(reason);
    }

    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = Breaks().Replace(text.Length > 4 * Length ? text[..(4 * Length)] : text, " ");
        line = Secrets().Replace(line, "$1=(hidden)");
        line = Credentials().Replace(line, "$1 (hidden)");
        line = Emails().Replace(line, "(email)");
        return line.Length > Length ? line[..Length] : line;
    }

    private static string Describe(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";

    [GeneratedRegex(@"[\p{C}\s]+", RegexOptions.None, 1000)]
    private static partial Regex Breaks();

    [GeneratedRegex(
        @"\b(AccountKey|SharedAccessSignature|sig|\w*token|\w*secret|password|pwd|\w*api[_-]?key|authorization)[""']?\s*[=:]\s*(?:(?:Bearer|Basic)\s+)?[^\s;,&]+",
        RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Secrets();

    [GeneratedRegex(@"\b(Bearer|Basic|SharedKey|SharedKeyLite)\s+[^\s;,&]{8,}", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Credentials();

    [GeneratedRegex(@"[^\s<>""'@]+@[^\s<>""'@]+\.[^\s<>""'@]+", RegexOptions.None, 1000)]
    private static partial Regex Emails();
}
