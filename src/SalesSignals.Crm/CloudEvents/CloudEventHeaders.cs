using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.CloudEvents;

/// <summary>The attributes of an event in binary mode, which are headers. Source: CloudEvents, "HTTP Protocol Binding", 3.1.3.</summary>
public static class CloudEventHeaders
{
    internal const string Prefix = "ce-";
    internal const string ContentType = "content-type";
    internal const string SpecVersion = "ce-specversion";
    internal const string Id = "ce-id";
    internal const string Source = "ce-source";
    internal const string Type = "ce-type";
    internal const string Time = "ce-time";

    private static readonly string[] Required = [SpecVersion, Id, Source, Type];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Undoes what HTTP headers ask of text: a double-quoted string and its backslashes first, then one round of percent-encoding. False
    /// for escapes that are none, and for bytes that are not valid UTF-8.
    /// </summary>
    public static bool TryDecode(string value, [NotNullWhen(true)] out string? text)
    {
        ArgumentNullException.ThrowIfNull(value);
        text = null;
        return TryUnquote(value) is { } unquoted && (text = PercentDecoded(unquoted)) is not null;
    }

    /// <summary>What is wrong with the attributes, without quoting them; null where nothing is.</summary>
    internal static string? Problem(WebhookRequest request)
    {
        foreach (var name in request.Headers.Keys.Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            if (request.Header(name) is not { } value)
            {
                return $"The header {name} must be sent once.";
            }

            if (!TryDecode(value, out _))
            {
                return $"The header {name} is not percent-encoded UTF-8.";
            }
        }

        return Missing(request) ?? Wrong(request);
    }

    /// <summary>What kept headers say of the event in the body.</summary>
    internal static MessageFacts Read(IReadOnlyDictionary<string, string> headers) => new(
        Decoded(headers, Id), Decoded(headers, Type), Decoded(headers, Time) is { Length: > 0 } time ? EventText.Instant(time, Time) : null);

    private static string? Missing(WebhookRequest request)
    {
        foreach (var name in Required)
        {
            if (request.Header(name) is not { } value || !TryDecode(value, out var text) || text.Length == 0)
            {
                return $"The header {name} is missing or empty.";
            }
        }

        return null;
    }

    private static string? Wrong(WebhookRequest request)
    {
        if (request.Header(SpecVersion) != CloudEventTranslation.SpecVersion)
        {
            return $"The header {SpecVersion} must be {CloudEventTranslation.SpecVersion}.";
        }

        if (request.Headers.ContainsKey("ce-datacontenttype"))
        {
            return "The header ce-datacontenttype must not be sent; Content-Type says it.";
        }

        try
        {
            _ = request.Header(Time) is { } time && TryDecode(time, out var text) ? EventText.Instant(text, Time) : default;
            return null;
        }
        catch (UnreadableEventException e)
        {
            return e.Message;
        }
    }

    private static string? Decoded(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.TryGetValue(name, out var value) && TryDecode(value, out var text) ? text : null;

    private static string? TryUnquote(string value)
    {
        if (value is not ['"', ..])
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] == '"')
            {
                return i == value.Length - 1 ? text.ToString() : null;
            }

            i += value[i] == '\\' ? 1 : 0;
            if (i < value.Length)
            {
                text.Append(value[i]);
            }
        }

        return null;
    }

    private static string? PercentDecoded(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        try
        {
            var encoded = Utf8.GetBytes(text);
            var bytes = new List<byte>(encoded.Length);
            for (var i = 0; i < encoded.Length; i++)
            {
                if (encoded[i] != '%')
                {
                    bytes.Add(encoded[i]);
                }
                else if (i + 2 < encoded.Length && byte.TryParse(
                    encoded.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                {
                    bytes.Add(value);
                    i += 2;
                }
                else
                {
                    return null;
                }
            }

            return Utf8.GetString([.. bytes]);
        }
        catch (ArgumentException)
        {
            // Bytes that are not UTF-8, or half of a surrogate pair.
            return null;
        }
    }
}
