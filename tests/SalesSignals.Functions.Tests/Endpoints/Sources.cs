using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Endpoints;

internal static class Sources
{
    /// <summary>The source <c>crm</c> with a signature check of the test's own.</summary>
    public static IReadOnlyList<CrmSource> Checking(Func<WebhookRequest, WebhookVerdict> verify) =>
    [
        new()
        {
            Webhook = new() { Name = "crm", Kind = "Test", Verify = (request, _) => verify(request) },
            Translate = _ => throw new InvalidOperationException("Not while receiving."),
            TellsActivities = true,
        },
    ];

    /// <summary>Takes what carries <c>X-Signature: valid</c>, once.</summary>
    public static WebhookVerdict BySignatureHeader(WebhookRequest request) => request.Header("X-Signature") switch
    {
        "valid" => WebhookVerdict.Accepted,
        "old" => WebhookVerdict.TooOld,
        null => WebhookVerdict.MissingSignature,
        _ => WebhookVerdict.SignatureMismatch,
    };
}
