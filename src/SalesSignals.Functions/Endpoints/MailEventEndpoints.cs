namespace SalesSignals.Functions.Endpoints;

/// <summary>What became of a batch of mail events.</summary>
public enum MailEventsOutcome
{
    /// <summary>They are recorded.</summary>
    Recorded,

    /// <summary>The mail service's signature is missing or wrong.</summary>
    Refused,

    /// <summary>They are not events as the mail service documents them.</summary>
    Malformed,
}

/// <summary>Verifies and records a batch of mail events.</summary>
public delegate Task<MailEventsOutcome> RecordMailEvents(
    string? signature, string? timestamp, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

/// <summary>Takes what the mail service tells of messages: delivered, bounced, complained of.</summary>
public sealed class MailEventEndpoints(RecordMailEvents record, TimeProvider time)
{
    private const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    private const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>The mail service sends batches of up to 768 KB.</summary>
    private const int MaxBodyBytes = 1024 * 1024;

    private static readonly TimeSpan BodyLimit = TimeSpan.FromSeconds(30);

    public async Task<IResult> ReceiveAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await RequestBody.ReadAsync(context.Request, MaxBodyBytes, BodyLimit, time) switch
        {
            RequestBody.Complete body => Answer(await record(
                Single(context.Request, SignatureHeader), Single(context.Request, TimestampHeader), body.Bytes, context.RequestAborted)),
            RequestBody.TooLarge => Answers.Problem(StatusCodes.Status413PayloadTooLarge, "Too large", $"At most {MaxBodyBytes} bytes are taken."),
            RequestBody.TooSlow => Answers.Problem(StatusCodes.Status408RequestTimeout, "Too slow", "The body did not arrive in time."),
            _ => Answers.Problem(StatusCodes.Status411LengthRequired, "Length required", "Send the body with its length in a Content-Length header."),
        };
    }

    private static IResult Answer(MailEventsOutcome outcome) => outcome switch
    {
        MailEventsOutcome.Recorded => TypedResults.Ok(),
        MailEventsOutcome.Refused => Answers.Problem(
            StatusCodes.Status401Unauthorized, "Not accepted", "The signature is missing or wrong. Check SendGrid:EventWebhookPublicKey."),
        _ => Answers.Problem(StatusCodes.Status400BadRequest, "Malformed body", "The body is not a list of mail events."),
    };

    private static string? Single(HttpRequest request, string header) =>
        request.Headers.TryGetValue(header, out var values) && values.Count == 1 ? values[0] : null;
}
