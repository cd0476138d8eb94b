using SalesSignals.Functions.Host;
using SalesSignals.Telemetry;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Endpoints;

/// <summary>Takes webhooks from the wire, and tells their senders what became of them.</summary>
public sealed partial class WebhookEndpoints(
    WebhookReceiver receiver, PublicAddress address, TimeProvider time, ILogger<WebhookEndpoints> logger)
{
    private static readonly TimeSpan BodyLimit = TimeSpan.FromSeconds(30);

    /// <summary>The quickest sender gives up after 5 seconds; before that it shall know that it must try again.</summary>
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(4);

    public async Task<IResult> ReceiveAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Query.ContainsKey("access_token"))
        {
            // RFC 6750, 2.3: what was asked for with a token in its address is for nobody else.
            context.Response.Headers.CacheControl = "private, no-store";
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return HttpMethods.IsOptions(context.Request.Method) ? Handshake(context) : Answers.MethodNotAllowed(HttpMethods.Post);
        }

        var source = (string)context.Request.RouteValues["source"]!;
        return await RequestBody.ReadAsync(context.Request, receiver.MaxBodyBytes(source), BodyLimit, time) switch
        {
            RequestBody.Complete body => await StoreAsync(context, source, body.Bytes),
            RequestBody.TooLarge tooLarge => TooLarge(tooLarge.MaxBytes),
            RequestBody.TooSlow tooSlow => Answers.Problem(
                StatusCodes.Status408RequestTimeout, "Too slow", $"The body did not arrive within {tooSlow.Limit.TotalSeconds:0} seconds."),
            _ => Answers.Problem(
                StatusCodes.Status411LengthRequired, "Length required", "Send the body with its length in a Content-Length header, not chunked."),
        };
    }

    private async Task<IResult> StoreAsync(HttpContext context, string source, ReadOnlyMemory<byte> body)
    {
        var request = new WebhookRequest(context.Request.Method, SignedUrls.Of(context, address.Value), Headers(context.Request), body);
        using var late = new CancellationTokenSource(StoreLimit, time);
        try
        {
            return Answer(await receiver.ReceiveAsync(source, request, late.Token));
        }
#pragma warning disable CA1031 // Whatever it is, the webhook is not stored, and 503 is the one status that every CRM tries again after.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NotStored(logger, FailureReason.Of(e), e.StackTrace);
            return Answers.Unavailable("The webhook could not be stored. Send it again.");
        }
    }

    private static IResult Answer(ReceiveResult result) => result switch
    {
        ReceiveResult.Stored stored => Answer(stored.Acknowledgement),
        ReceiveResult.UnknownSource => Answers.Problem(
            StatusCodes.Status404NotFound, "Unknown source", "No webhook source of this name is configured. Check the address in the CRM."),
        ReceiveResult.Refused refused => Answers.Unauthorized(Why(refused.Verdict), refused.Challenge),
        ReceiveResult.Malformed malformed => Answers.Problem(StatusCodes.Status400BadRequest, "Malformed body", malformed.Reason),
        ReceiveResult.UnsupportedFormat unsupported => Answers.Problem(
            StatusCodes.Status415UnsupportedMediaType, "Unsupported format", unsupported.Reason),
        ReceiveResult.TooLarge tooLarge => TooLarge(tooLarge.MaxBytes),
        _ => throw new InvalidOperationException($"There is no answer for {result.GetType().Name}."),
    };

    private static IResult Answer(Acknowledgement acknowledgement) => acknowledgement.Body.IsEmpty
        ? TypedResults.StatusCode(acknowledgement.Status)
        : TypedResults.Text(acknowledgement.Body.Span, acknowledgement.ContentType, acknowledgement.Status);

    private static string Why(WebhookVerdict verdict) => verdict switch
    {
        WebhookVerdict.MissingSignature => "The proof of origin is missing, sent twice, or not of the form that this source uses.",
        WebhookVerdict.UnknownAccount => "The secret is right, but the account that it was sent from is not one that this source lists.",
        WebhookVerdict.TooOld => "The signature is too old, or from the future. Check the sender's clock.",
        _ => "The signature was made with another secret, or for another address or body. Check secret and public address.",
    };

    private static IResult TooLarge(int maxBytes) =>
        Answers.Problem(StatusCodes.Status413PayloadTooLarge, "Too large", $"The body is larger than the {maxBytes} bytes that are taken.");

    private IResult Handshake(HttpContext context)
    {
        var request = new WebhookRequest(HttpMethods.Options, SignedUrls.Of(context, address.Value), Headers(context.Request), ReadOnlyMemory<byte>.Empty);
        return receiver.Handshake((string)context.Request.RouteValues["source"]!, request) is { } granted
            ? Answers.Ok(granted)
            : Answers.MethodNotAllowed(HttpMethods.Post);
    }

    private static Dictionary<string, IReadOnlyList<string>> Headers(HttpRequest request)
    {
        var headers = new Dictionary<string, IReadOnlyList<string>>(request.Headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers)
        {
            headers[name] = [.. values.Select(value => value ?? "")];
        }

        return headers;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A webhook could not be stored; its sender was told to try again: {Reason} {Trace}")]
        public static partial void NotStored(ILogger logger, string reason, string? trace);
    }
}
