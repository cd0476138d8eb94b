using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using SalesSignals.Crm.CloudEvents;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// Salesforce signs nothing. What proves a message is a secret in its address, <c>?key=…</c>, which only the one organisation was
/// given, and that organisation's id in the body. A bridge may send the same secret as its bearer token instead.
/// </summary>
internal sealed class SalesforceProof(IEnumerable<string> secrets, IEnumerable<string> organizations)
{
    private const string Parameter = "key=";

    // Hashes are all of one length: to compare them tells nothing of the length of a secret either.
    private readonly byte[][] _secrets = [.. secrets.Select(Hash)];
    private readonly byte[][] _organizations = [.. organizations.Select(Significant)];

    public WebhookVerdict Verify(WebhookRequest request) => SalesforceBridge.IsCloudEvent(request) ? VerifyBridge(request) : VerifyMessage(request);

    /// <summary>Where its events say whose they are, it must be a listed organisation; a bridge of the customer's own need not say.</summary>
    private WebhookVerdict VerifyBridge(WebhookRequest request)
    {
        var hasToken = request.Headers.ContainsKey("Authorization") || request.Urls.Count == 0 || Key(request.Urls[0]) is null;
        var verdict = hasToken ? CloudEventToken.Verify(request, _secrets)
            : IsAmong(_secrets, Hash(Key(request.Urls[0])!)) ? WebhookVerdict.Accepted
            : WebhookVerdict.SignatureMismatch;
        return verdict is WebhookVerdict.Accepted && !SalesforceBridge.Organizations(request).All(named => IsAmong(_organizations, Significant(named)))
            ? WebhookVerdict.UnknownAccount
            : verdict;
    }

    private WebhookVerdict VerifyMessage(WebhookRequest request)
    {
        if (request.Urls.Count == 0 || Key(request.Urls[0]) is not { } key)
        {
            return WebhookVerdict.MissingSignature;
        }

        if (!IsAmong(_secrets, Hash(key)))
        {
            return WebhookVerdict.SignatureMismatch;
        }

        return TryFindOrganization(request.Body, out var organization)
            ? Verify(organization)
            : WebhookVerdict.MissingSignature;
    }

    /// <summary>A message that names no organisation has no notifications either: a ping.</summary>
    private WebhookVerdict Verify(string? organization) => organization switch
    {
        null => WebhookVerdict.Accepted,
        _ when !SalesforceId.IsId(organization) => WebhookVerdict.MissingSignature,
        _ => IsAmong(_organizations, Significant(organization)) ? WebhookVerdict.Accepted : WebhookVerdict.UnknownAccount,
    };

    /// <summary>The only value of the parameter; null where it is missing or stands there twice.</summary>
    private static string? Key(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        var keys = query < 0
            ? []
            : url[(query + 1)..].Split('&').Where(parameter => parameter.StartsWith(Parameter, StringComparison.Ordinal)).Take(2).ToList();
        return keys is [{ Length: > 4 } only] ? Uri.UnescapeDataString(only[Parameter.Length..]) : null;
    }

    /// <summary>Reads no further than it must. That the rest is as it should be, and names no second organisation, is the check of form's.</summary>
    private static bool TryFindOrganization(ReadOnlyMemory<byte> body, out string? organization)
    {
        organization = null;
        try
        {
            using var reader = SoapXml.Reader(body);
            Enter(reader, SoapXml.Soap + "Envelope");
            SkipTo(reader, SoapXml.Soap + "Body");
            Enter(reader, SoapXml.Soap + "Body");
            SkipTo(reader, SoapXml.Outbound + "notifications");
            var isEmpty = reader.IsEmptyElement;
            Enter(reader, SoapXml.Outbound + "notifications");
            if (isEmpty || reader.MoveToContent() is XmlNodeType.EndElement)
            {
                return true;
            }

            // The service's description has it first.
            organization = reader.IsStartElement("OrganizationId", SoapXml.Outbound.NamespaceName) ? reader.ReadElementContentAsString().Trim() : null;
            return organization is not null;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static void Enter(XmlReader reader, XName element) => reader.ReadStartElement(element.LocalName, element.NamespaceName);

    private static void SkipTo(XmlReader reader, XName element)
    {
        while (reader.MoveToContent() is XmlNodeType.Element && !reader.IsStartElement(element.LocalName, element.NamespaceName))
        {
            reader.Skip();
        }
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The rest of an id only repeats the case of its letters.</summary>
    private static byte[] Significant(string id) => Encoding.ASCII.GetBytes(id[..SalesforceId.SignificantLength]);

    private static bool IsAmong(byte[][] known, byte[] given)
    {
        var isKnown = false;
        foreach (var one in known)
        {
            isKnown |= Signature.Matches(one, given);
        }

        return isKnown;
    }
}
