using System.Globalization;

namespace SalesSignals.Events;

/// <summary>Bounds and cleans what comes from outside, in one place for all sources.</summary>
public static class EventText
{
    public const int MaxId = 200;
    public const int MaxName = 256;
    public const int MaxEmail = 254;
    public const int MaxUrl = 2048;

    /// <summary>Beyond any deal, and far from where sums of decimals overflow.</summary>
    public const decimal MaxAmount = 1_000_000_000_000_000m;

    private const int MaxLoggedId = 64;

    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An id as it is, unless it is empty, too long or holds control characters: those make bad keys and worse logs.</summary>
    public static string Id(string? text, string member) => text switch
    {
        null or "" => throw new UnreadableEventException($"{member} must not be empty."),
        { Length: > MaxId } => throw new UnreadableEventException($"{member} is longer than {MaxId} characters."),
        _ when text.Any(char.IsControl) => throw new UnreadableEventException($"{member} holds control characters."),
        _ => text,
    };

    /// <summary>An id of a CRM's as logs may hold it: as it is, unless it is more than an id.</summary>
    public static string IdForLogs(string? id) =>
        id is { Length: > 0 and <= MaxLoggedId } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? id : "(no id)";

    /// <summary>A name fit for one line, cut to <see cref="MaxName"/>; null where nothing is left.</summary>
    public static string? Name(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var line = text.Any(BreaksLine) ? string.Create(text.Length, text, OnOneLine).Trim() : text.Trim();
        if (line.Length <= MaxName)
        {
            return line.Length == 0 ? null : line;
        }

        // Not through the middle of a surrogate pair: half of one is no text any more.
        return line[..(char.IsHighSurrogate(line[MaxName - 1]) ? MaxName - 1 : MaxName)];
    }

    public static string? Email(string? text, string member)
    {
        var email = text?.Trim();
        return email switch
        {
            null or "" => null,
            { Length: > MaxEmail } => throw new UnreadableEventException($"{member} is longer than {MaxEmail} characters."),
            _ when email.Any(char.IsControl) => throw new UnreadableEventException($"{member} holds control characters."),
            _ => email,
        };
    }

    /// <summary>A link that may be put before a person: http or https, nothing else.</summary>
    public static string? Url(string? text, string member)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return text.Length <= MaxUrl
            && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            && url.AbsoluteUri.Length <= MaxUrl
            ? url.AbsoluteUri
            : throw new UnreadableEventException($"{member} must be an absolute https or http address of at most {MaxUrl} characters.");
    }

    public static string? Currency(string? text, string member) => text?.Trim() switch
    {
        null or "" => null,
        { Length: 3 } code when code.All(char.IsAsciiLetter) => code.ToUpperInvariant(),
        _ => throw new UnreadableEventException($"{member} must be an ISO 4217 code such as EUR."),
    };

    /// <summary>The names that forecasts use; others are kept in the same manner of writing.</summary>
    public static string? ForecastCategory(string? text) => Name(text)?.ToLowerInvariant().Replace('_', '-').Replace(' ', '-') switch
    {
        "omit" => "omitted",
        "bestcase" => "best-case",
        var category => category,
    };

    public static decimal Amount(decimal amount, string member) => amount is >= -MaxAmount and <= MaxAmount
        ? amount
        : throw new UnreadableEventException($"{member} is out of range.");

    /// <summary>An RFC 3339 instant. It must name its offset: a local time of nobody knows where orders nothing.</summary>
    public static DateTimeOffset Instant(string text, string member)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= 64
            && HasOffset(text)
            && DateTimeOffset.TryParseExact(
                ShortFraction(text), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
            ? Instant(at, member)
            : throw new UnreadableEventException($"{member} must be an RFC 3339 time with offset, such as 2026-11-20T09:30:00Z.");
    }

    public static DateTimeOffset Instant(DateTimeOffset at, string member) => at >= Earliest && at < Latest
        ? at.ToUniversalTime()
        : throw new UnreadableEventException($"{member} must lie between the years 1970 and 2199.");

    public static DateTimeOffset UnixMilliseconds(long milliseconds, string member) =>
        milliseconds >= Earliest.ToUnixTimeMilliseconds() && milliseconds < Latest.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new UnreadableEventException($"{member} must be milliseconds since 1970, and before the year 2200.");

    /// <summary>
    /// When an event happened. One dated more than a day ahead is refused: as the last word on a deal it would silence every later one.
    /// </summary>
    public static DateTimeOffset OccurredAt(DateTimeOffset at, DateTimeOffset receivedAt, string member) => at <= receivedAt.AddDays(1)
        ? at
        : throw new UnreadableEventException($"{member} lies more than a day after the event was received.");

    public static DateOnly Date(string text, string member) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is >= 1970 and < 2200
            ? date
            : throw new UnreadableEventException($"{member} must be a date such as 2026-12-15, between the years 1970 and 2199.");

    private static bool HasOffset(string text) =>
        text.Length > 10 && (text[^1] is 'Z' || text.AsSpan(10).ContainsAny('+', '-'));

    /// <summary>Cuts fractions of a second that are finer than .NET's seventh digit.</summary>
    private static string ShortFraction(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var end = point + 1;
        while (point >= 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - point > 8 ? string.Concat(text.AsSpan(0, point + 8), text.AsSpan(end)) : text;
    }

    private static bool BreaksLine(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    private static void OnOneLine(Span<char> line, string text)
    {
        for (var i = 0; i < line.Length; i++)
        {
            line[i] = BreaksLine(text[i]) ? ' ' : text[i];
        }
    }
}
