using System.Text;
using Microsoft.Extensions.Logging;
using SalesSignals.Crm.CloudEvents;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// Salesforce by its outbound messages, and by changes that a bridge passes on. Its secrets are ours to choose, and go into the address
/// that Salesforce is given.
/// </summary>
internal static class SalesforceSource
{
    public const string Kind = "Salesforce";

    /// <summary>128 bits in base64, the densest that goes into an address.</summary>
    private const int MinSecretLength = 22;

    /// <summary>Byte for byte what Salesforce documents; anything else counts as a failure there.</summary>
    private const string AcknowledgementText = """
        <?xml version="1.0" encoding="UTF-8"?>
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
         <soapenv:Body>
          <notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound">
           <Ack>true</Ack>
          </notificationsResponse>
         </soapenv:Body>
        </soapenv:Envelope>

        """;

    private const int AcceptedStatus = 202;

    private static readonly Acknowledgement Acknowledged = new(ContentType: "text/xml; charset=utf-8", Body: Encoding.UTF8.GetBytes(AcknowledgementText));

    /// <param name="settingName">The source's name as configured, for messages.</param>
    public static CrmSource Create(string name, string settingName, CrmSourceOptions options, CrmApiAccess access)
    {
        CheckSecrets(settingName, options.Secrets);
        CheckOrganizations(settingName, options.OrganizationIds);
        var proof = new SalesforceProof(options.Secrets, options.OrganizationIds);
        var api = SalesforceAccess.Read(settingName, options, access);
        var host = SalesforcePage.Host(api?.BaseAddress.AbsoluteUri);
        var client = api is null ? null : new SalesforceClient(name, new(api, access), host, access.Notes, access.Time, access.Loggers.CreateLogger<SalesforceClient>());
        return new()
        {
            Webhook = new()
            {
                Name = name,
                Kind = Kind,
                Verify = (request, _) => proof.Verify(request),

                // A hundred records with their texts in one message.
                MaxBodyBytes = DeliveryStore.MaxBodyBytes,
                Handshake = CloudEventHandshake.Answer,
                CheckHeaders = request => SalesforceBridge.IsCloudEvent(request) ? CloudEventModes.Check(request) : null,
                CheckForm = request => SalesforceBridge.IsCloudEvent(request) ? JsonBody.Problem(request.Body) : OutboundMessage.Problem(request.Body),
                Redact = body => SalesforceBridge.IsJson(body) ? body : OutboundMessage.WithoutSession(body),
                Acknowledgement = Acknowledged,
                Acknowledge = request => SalesforceBridge.IsCloudEvent(request) ? new(AcceptedStatus) : Acknowledged,
            },
            Translate = delivery => SalesforceTranslation.Translate(delivery, host, canAsk: client is not null, access.Notes()),
            TellsActivities = true,
            Client = client,
        };
    }

    private static void CheckSecrets(string settingName, IList<string> secrets)
    {
        for (var i = 0; i < secrets.Count; i++)
        {
            if (secrets[i].Length < MinSecretLength)
            {
                throw new InvalidOperationException(
                    $"Sources__{settingName}__Secrets__{i} is too short: Salesforce signs nothing, so that this secret in the address is what tells a real message. Use at least {MinSecretLength} random characters, such as those that 'openssl rand -hex 24' prints.");
            }
        }
    }

    private static void CheckOrganizations(string settingName, IList<string> organizations)
    {
        if (organizations.Count == 0)
        {
            throw new InvalidOperationException(
                $"Sources__{settingName}__OrganizationIds__0 is missing; set it to your Salesforce organisation's id (Setup, Company Information). Without it, anybody's Salesforce could send.");
        }

        for (var i = 0; i < organizations.Count; i++)
        {
            if (!SalesforceId.IsId(organizations[i]) || !organizations[i].StartsWith("00D", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(
                    $"Sources__{settingName}__OrganizationIds__{i} is not the id of a Salesforce organisation; it must be 00D followed by 12 or 15 letters and digits.");
            }
        }
    }
}
