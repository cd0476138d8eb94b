using System.Buffers;
using System.Text.Json;
using SalesSignals.Digests;

namespace SalesSignals.Azure.SendGrid;

/// <summary>A message as the body of <c>POST /v3/mail/send</c>.</summary>
public static class SendGridRequest
{
    /// <summary>The custom argument that carries our id of the message to the event webhook.</summary>
    public const string MessageIdArgument = "message_id";

    public static byte[] Write(EmailMessage message, string messageId, SendGridOptions options)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(options);
        var buffer = new ArrayBufferWriter<byte>(message.Html.Length + message.Text.Length + 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WritePersonalization(json, message, messageId);
            WriteAddress(json, "from", options.From.Email, options.From.Name);
            json.WriteString("subject", OneLine(message.Subject));
            WriteContent(json, message);
            WriteHeaders(json, message);
            json.WriteStartArray("categories");
            json.WriteStringValue(message.Kind);
            json.WriteEndArray();
            WriteSettings(json, options);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Nothing that CRMs or people write may start a header of its own.</summary>
    internal static string OneLine(string text) =>
        string.Create(text.Length, text, static (line, text) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                // U+2028 and U+2029 are line ends too, to some.
                line[i] = char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' ? ' ' : text[i];
            }
        }).Trim();

    // The arguments go with the personalization: SendGrid describes those beside it as one string.
    private static void WritePersonalization(Utf8JsonWriter json, EmailMessage message, string messageId)
    {
        json.WriteStartArray("personalizations");
        json.WriteStartObject();
        json.WriteStartArray("to");
        WriteAddress(json, null, message.ToEmail, message.ToName);
        json.WriteEndArray();
        json.WriteStartObject("custom_args");
        json.WriteString(MessageIdArgument, messageId);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteAddress(Utf8JsonWriter json, string? property, string email, string? name)
    {
        if (property is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(property);
        }

        json.WriteString("email", OneLine(email));
        if (!string.IsNullOrWhiteSpace(name))
        {
            json.WriteString("name", OneLine(name));
        }

        json.WriteEndObject();
    }

    /// <summary>Plain text first: SendGrid refuses the other order.</summary>
    private static void WriteContent(Utf8JsonWriter json, EmailMessage message)
    {
        json.WriteStartArray("content");
        foreach (var (type, value) in new[] { ("text/plain", message.Text), ("text/html", message.Html) })
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What mail services want of mail that is sent to many (RFC 8058).</summary>
    private static void WriteHeaders(Utf8JsonWriter json, EmailMessage message)
    {
        if (message.UnsubscribeUrl is not { } url)
        {
            return;
        }

        json.WriteStartObject("headers");
        json.WriteString("List-Unsubscribe", $"<{OneLine(url)}>");
        json.WriteString("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        json.WriteEndObject();
    }

    /// <summary>No tracking: readers are not spied on, and our signed links stay as they are.</summary>
    private static void WriteSettings(Utf8JsonWriter json, SendGridOptions options)
    {
        json.WriteStartObject("tracking_settings");
        WriteSwitch(json, "click_tracking", false, "enable_text");
        WriteSwitch(json, "open_tracking", false);
        WriteSwitch(json, "subscription_tracking", false);
        json.WriteEndObject();
        json.WriteStartObject("mail_settings");
        WriteSwitch(json, "sandbox_mode", options.Sandbox);
        json.WriteEndObject();
    }

    private static void WriteSwitch(Utf8JsonWriter json, string name, bool value, string? also = null)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("enable", value);
        if (also is not null)
        {
            json.WriteBoolean(also, value);
        }

        json.WriteEndObject();
    }
}
