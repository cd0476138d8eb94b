using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace SalesSignals.Webhooks;

/// <summary>
/// Reads the JSON of a webhook more strictly than .NET does by default: valid UTF-8 throughout, no member named twice, at most 32
/// levels. A byte order mark is left out of the parsing, though it is part of what was signed.
/// </summary>
public static class JsonBody
{
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses a body, or says what is wrong with it without quoting it.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> body, [NotNullWhen(true)] out JsonDocument? document, [NotNullWhen(false)] out string? problem)
    {
        var json = WithoutByteOrderMark(body);
        (document, problem) = Utf8.IsValid(json.Span)
            ? Parse(json)
            : (null, "The body is not valid UTF-8.");
        return document is not null;
    }

    /// <summary>What is wrong with a body, without quoting it; null where it can be parsed.</summary>
    public static string? Problem(ReadOnlyMemory<byte> body)
    {
        if (!TryParse(body, out var document, out var problem))
        {
            return problem;
        }

        document.Dispose();
        return null;
    }

    private static (JsonDocument? Document, string? Problem) Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                return (document, null);
            }

            document.Dispose();
            return (null, "The body must be a JSON object or array.");
        }
        catch (JsonException e)
        {
            // The parser's own message may quote the body. Only its duplicate check gives no position.
            return (null, e.LineNumber is null
                ? "An object in the body names a member twice."
                : $"The body is not well-formed JSON of at most {MaxDepth} levels (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            return (null, "A member name in the body holds half of a surrogate pair.");
        }
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body[3..] : body;
}
