using SalesSignals.Webhooks;

namespace SalesSignals.Crm.CloudEvents;

/// <summary>How a request carries its events.</summary>
internal enum CloudEventMode
{
    /// <summary>In no way that we know.</summary>
    Unknown,

    /// <summary>The body is the event's data; its attributes are headers.</summary>
    Binary,

    /// <summary>The body is one event, or an array of events.</summary>
    Structured,
}

/// <summary>Tells the modes apart by content type, as the HTTP binding asks (3), and checks what that mode has in headers.</summary>
internal static class CloudEventModes
{
    private const string Taken =
        "Send application/cloudevents+json, application/cloudevents-batch+json, or JSON with the attributes in ce- headers.";

    /// <summary>Of <c>application/cloudevents+json; charset=utf-8</c>, or of a batch. Other formats than JSON are not taken.</summary>
    public static CloudEventMode Of(string? contentType, bool hasAttributes)
    {
        var type = (contentType ?? "").Split(';', 2)[0].Trim(' ', '\t').ToLowerInvariant();
        return type switch
        {
            "application/cloudevents+json" or "application/cloudevents-batch+json" => CloudEventMode.Structured,
            _ when type.StartsWith("application/cloudevents", StringComparison.Ordinal) => CloudEventMode.Unknown,
            _ when hasAttributes && (type.EndsWith("/json", StringComparison.Ordinal) || type.EndsWith("+json", StringComparison.Ordinal)) =>
                CloudEventMode.Binary,
            _ => CloudEventMode.Unknown,
        };
    }

    /// <summary>What is wrong with the headers of a request; null where nothing is.</summary>
    public static ReceiveResult? Check(WebhookRequest request)
    {
        var hasAttributes = request.Headers.Keys.Any(name => name.StartsWith(CloudEventHeaders.Prefix, StringComparison.OrdinalIgnoreCase));
        return Of(request.Header(CloudEventHeaders.ContentType), hasAttributes) switch
        {
            CloudEventMode.Structured => null,
            CloudEventMode.Binary => CloudEventHeaders.Problem(request) is { } problem ? new ReceiveResult.Malformed(problem) : null,
            _ => new ReceiveResult.UnsupportedFormat(Taken),
        };
    }
}
