using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;

namespace SalesSignals.Telemetry;

/// <summary>
/// Says in one line why something failed, fit for logs, poison messages and answers. Exceptions that readers of foreign text throw quote that
/// text, so only those speak whose words are known to be our own or those of a service; of the others their type is told, and where in the
/// text they stopped. What looks like a secret or an email address is left out all the same, and nothing in it can break a line.
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
        line = Emails().Replace(WithoutSecrets(line), "(email)");
        return line.Length > Length ? line[..Length] : line;
    }

    /// <summary>What is named as a secret, what follows the name of a scheme, and keys that are known by how they begin.</summary>
    public static string WithoutSecrets(string line) =>
        Keys().Replace(Credentials().Replace(Secrets().Replace(line, "$1=(hidden)"), "$1 (hidden)"), "(hidden)");

    private static string Describe(Exception exception)
    {
        var type = exception.GetType();
        return exception switch
        {
            JsonException json => FormattableString.Invariant($"{type.Name} (line {json.LineNumber}, byte {json.BytePositionInLine})"),
            XmlException xml => FormattableString.Invariant($"{type.Name} (line {xml.LineNumber}, position {xml.LinePosition})"),
            _ when IsFromAzure(type) => $"{type.Name}: {FirstLine(exception.Message)}",
            _ when IsOurs(type) || SaysNothingForeign(exception) => $"{type.Name}: {exception.Message}",
            _ => type.Name,
        };
    }

    private static bool IsOurs(Type type) => type.Namespace is { } space && (space == "SalesSignals" || space.StartsWith("SalesSignals.", StringComparison.Ordinal));

    private static bool IsFromAzure(Type type) => type.Namespace is { } space && (space == "Azure" || space.StartsWith("Azure.", StringComparison.Ordinal));

    /// <summary>Storage and identities say in a line what is wrong, and then repeat the answer and its headers.</summary>
    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text;

    /// <summary>Of the network, of time, or of the state of an object; not of a text that was read, nor of a file that may be named after one.</summary>
    private static bool SaysNothingForeign(Exception exception) => exception.GetType() == typeof(IOException) || exception
        is InvalidOperationException
        or InvalidDataException
        or HttpRequestException
        or HttpIOException
        or EndOfStreamException
        or SocketException
        or AuthenticationException
        or TimeoutException
        or OperationCanceledException;

    [GeneratedRegex(@"[\p{C}\s]+", RegexOptions.None, 1000)]
    private static partial Regex Breaks();

    [GeneratedRegex(
        @"\b(AccountKey|SharedAccessSignature|sig|\w*token|\w*secret|password|pwd|\w*api[_-]?key|authorization)[""']?\s*[=:]\s*(?:(?:Bearer|Basic)\s+)?[^\s;,&]+",
        RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Secrets();

    [GeneratedRegex(@"\b(Bearer|Basic|SharedKey|SharedKeyLite)\s+[^\s;,&]{8,}", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Credentials();

    [GeneratedRegex(@"\b(?:SG\.[\w-]{4,}|whsec_|pat-[a-z]{2})[\w.+/=-]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Keys();

    [GeneratedRegex(@"[^\s<>""'@]+@[^\s<>""'@]+\.[^\s<>""'@]+", RegexOptions.None, 1000)]
    private static partial Regex Emails();
}
