using System.Text;
using SalesSignals.Crm.Close;
using SalesSignals.Crm.HubSpot;
using SalesSignals.Crm.StandardWebhooks;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>Dull, valid things.</summary>
internal static class Some
{
    public const string Url = "https://signals.example.com/api/webhooks/crm";
    public const string HubSpotSecret = "hs-client-secret-0001";
    public const string PipedriveSecret = "salessignals:a-long-enough-password";
    public const string StandardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string OldStandardSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    public const string SalesforceSecret = "5f1d0c6a9b7e48d2a3c4e5f607182930";
    public const string SalesforceOrganization = "00D8k00000FjOrdEAF";
    public const string CloseKey = "058bfb6a3d8cfdc4da7c3be5901b16ae11da982b46a25fb2cd7016e97a140a1c";
    public const string Token = "ce-token-0123456789abcdef0123456789";

    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static CrmSource HubSpot(Action<CrmSourceOptions>? configure = null, params string[] secrets) =>
        Source("HubSpot", configure, secrets is [] ? [HubSpotSecret] : secrets);

    public static CrmSource Pipedrive(Action<CrmSourceOptions>? configure = null, params string[] secrets) =>
        Source("Pipedrive", configure, secrets is [] ? [PipedriveSecret] : secrets);

    public static CrmSource StandardWebhooks(params string[] secrets) =>
        Source("StandardWebhooks", null, secrets is [] ? [StandardSecret] : secrets);

    public static CrmSource Salesforce(Action<CrmSourceOptions>? configure = null, params string[] secrets) => Source(
        "Salesforce",
        options =>
        {
            options.OrganizationIds.Add(SalesforceOrganization);
            configure?.Invoke(options);
        },
        secrets is [] ? [SalesforceSecret] : secrets);

    public static WebhookRequest SalesforceRequest(byte[] body, string key = SalesforceSecret) => Request(body, $"{Url}?key={key}");

    /// <summary>An outbound message with one record of the given type and fields.</summary>
    public static string SalesforceMessage(string type, string fields) => SalesforceMessage($"""
        <Notification>
         <Id>04l8k0000010300AAA</Id>
         <sObject xsi:type="sf:{type}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">{fields}</sObject>
        </Notification>
        """);

    public static string SalesforceMessage(string notifications) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
         <soapenv:Body>
          <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
           <OrganizationId>{SalesforceOrganization}</OrganizationId>
           <EnterpriseUrl>https://fjord-dev-ed.my.salesforce.com/services/Soap/c/66.0/00D8k00000FjOrd</EnterpriseUrl>
           {notifications}
          </notifications>
         </soapenv:Body>
        </soapenv:Envelope>
        """;

    public static CrmSource Close(params string[] keys) => Source("Close", null, keys is [] ? [CloseKey] : keys);

    public static CrmSource CloudEvents(params string[] tokens) => Source("CloudEvents", null, tokens is [] ? [Token] : tokens);

    public static WebhookRequest CloseRequest(string body = "{}", DateTimeOffset? at = null, string key = CloseKey)
    {
        var (bytes, timestamp) = (Encoding.UTF8.GetBytes(body), Seconds(at ?? Noon));
        return Request(bytes)
            .With(CloseSignature.TimestampHeader, timestamp)
            .With(CloseSignature.HashHeader, CloseSignature.Sign(key, timestamp, bytes));
    }

    public static WebhookRequest HubSpotRequest(
        string body = "[]", DateTimeOffset? at = null, string secret = HubSpotSecret, string method = "POST", string url = Url)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = Milliseconds(at ?? Noon);
        return Request(bytes, url, method)
            .With(HubSpotSignature.TimestampHeader, timestamp)
            .With(HubSpotSignature.V3Header, HubSpotSignature.SignV3(secret, method, url, bytes, timestamp));
    }

    public static WebhookRequest PipedriveRequest(string credentials = PipedriveSecret, string body = "{}") =>
        Request(Encoding.UTF8.GetBytes(body))
            .With("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}");

    public static WebhookRequest StandardRequest(string body = "{}", DateTimeOffset? at = null, string prefix = "webhook-", params string[] secrets)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = Seconds(at ?? Noon);
        var signatures = (secrets is [] ? [StandardSecret] : secrets).Select(secret => StandardWebhookSignature.Sign(secret, "msg_1", timestamp, bytes));
        return Request(bytes)
            .With(prefix + "id", "msg_1")
            .With(prefix + "timestamp", timestamp)
            .With(prefix + "signature", string.Join(' ', signatures));
    }

    public static WebhookRequest Request(byte[] body, string url = Url, string method = "POST") =>
        new(method, [url], new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase), body);

    public static WebhookRequest With(this WebhookRequest request, string header, params string[] values) => request with
    {
        Headers = new Dictionary<string, IReadOnlyList<string>>(request.Headers, StringComparer.OrdinalIgnoreCase) { [header] = values },
    };

    public static WebhookRequest Without(this WebhookRequest request, string header) => request with
    {
        Headers = request.Headers.Where(pair => !pair.Key.Equals(header, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase),
    };

    public static Delivery Delivery(ReadOnlyMemory<byte> body, params (string Name, string Value)[] headers) => new(
        "20261120T1200000000000Z-0000000000000001", "crm", Noon, headers.ToDictionary(header => header.Name, header => header.Value), body);

    public static Delivery Delivery(string body, params (string Name, string Value)[] headers) => Delivery(Encoding.UTF8.GetBytes(body), headers);

    public static string Milliseconds(DateTimeOffset at) => $"{at.ToUnixTimeMilliseconds()}";

    public static string Seconds(DateTimeOffset at) => $"{at.ToUnixTimeSeconds()}";

    private static CrmSource Source(string kind, Action<CrmSourceOptions>? configure, string[] secrets)
    {
        var options = new CrmSourceOptions { Kind = kind, Secrets = [.. secrets] };
        configure?.Invoke(options);
        return CrmSources.Create("crm", options);
    }
}
