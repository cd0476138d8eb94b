using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace SalesSignals.Azure.Tables;

/// <summary>What the Table service says is wrong: <c>{"odata.error":{"code":…,"message":{"value":…}}}</c>.</summary>
/// <param name="FailedIndex">Which write of a transaction was refused, as the message begins with its number.</param>
internal readonly record struct TableError(string? Code, string? Message, int FailedIndex)
{
    public static TableError Read(HttpMessage message)
    {
        var error = PooledBody.Of(message) is { } body ? Read(body.Span) : default;
        return error.Code is null && message.Response.Headers.TryGetValue("x-ms-error-code", out var code) ? error with { Code = code } : error;
    }

    public static TableError Read(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOf("{\"odata.error\""u8);
        if (start < 0)
        {
            return default;
        }

        try
        {
            var json = new Utf8JsonReader(text[start..]);
            return Read(ref json);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static TableError Read(ref Utf8JsonReader json)
    {
        string? code = null, message = null;
        while (json.Read() && !(json.TokenType == JsonTokenType.EndObject && json.CurrentDepth == 0))
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (json.ValueTextEquals("code"u8) && json.Read())
            {
                code = json.GetString();
            }
            else if (json.ValueTextEquals("value"u8) && json.Read())
            {
                message = json.GetString();
            }
        }

        return new(code, message?.Split('\n')[0], Index(message));
    }

    private static int Index(string? message) =>
        message is not null && Utf8Parser.TryParse(Encoding.UTF8.GetBytes(message), out int index, out var digits)
        && digits < message.Length && message[digits] == ':' ? index : 0;
}
