using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// Signs each try with the account key. The Table service has a string to sign of its own, without canonical headers or query
/// ("Authorize with Shared Key", Table service).
/// </summary>
internal sealed class TableSharedKeyPolicy(TableSharedKeyCredential credential, TimeProvider timeProvider) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", timeProvider.GetUtcNow().ToString("r", CultureInfo.InvariantCulture));
        request.Headers.SetValue("Authorization", $"SharedKey {credential.AccountName}:{credential.Sign(StringToSign(request, credential.AccountName))}");
    }

    /// <summary>Verb, Content-MD5, Content-Type, date and resource, a line each.</summary>
    public static string StringToSign(Request request, string accountName)
    {
        var uri = request.Uri.ToUri();
        return string.Join('\n', request.Method.Method, Header(request, "Content-MD5"), Header(request, "Content-Type"), Header(request, "x-ms-date"), $"/{accountName}{uri.AbsolutePath}{Comp(uri)}");
    }

    // Of the query only comp is signed.
    private static string Comp(Uri uri)
    {
        var comp = uri.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith("comp=", StringComparison.OrdinalIgnoreCase));
        return comp is null ? "" : $"?comp={comp["comp=".Length..]}";
    }

    private static string Header(Request request, string name) => request.Headers.TryGetValue(name, out var value) ? value : "";
}
