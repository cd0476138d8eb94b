using System.Text;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Salesforce;

/// <summary>Salesforce by its outbound messages. Its secrets are ours to choose, and go into the address that Salesforce is given.</summary>
internal static class SalesforceSource
{
    public const string Kind = "Salesforce";

    /// <summary>128 bits in base64, the densest that goes into an address.</summary>
    private const int MinSecretLength = 22;

    /// <summary>Byte for byte what Salesforce documents; anything else counts as a failure there.</summary>
    private const string Acknowledgement = """
        <?xml version="1.0" encoding="UTF-8"?>
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
         <soapenv:Body>
          <notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound">
           <Ack>true</Ack>
          </notificationsResponse>
         </soapenv:Body>
        </soapenv:Envelope>

        """;

    /// <param name="settingName">The source's name as configured, for messages.</param>
    public static CrmSource Create(string name, string settingName, CrmSourceOptions options, CrmApiAccess access)
    {
        CheckSecrets(settingName, options.Secrets);
        CheckOrganizations(settingName, options.OrganizationIds);
        var proof = new SalesforceProof(options.Secrets, options.OrganizationIds);
        return new()
        {
            Webhook = new()
            {
                Name = name,
                Kind = Kind,
                Verify = (request, _) => proof.Verify(request),

                // A hundred records with their texts in one message.
                MaxBodyBytes = DeliveryStore.MaxBodyBytes,
                CheckForm = request => OutboundMessage.Problem(request.Body),
                Redact = OutboundMessage.WithoutSession,
                Acknowledgement = new(ContentType: "text/xml; charset=utf-8", Body: Encoding.UTF8.GetBytes(Acknowledgement)),
            },
            Translate = SalesforceTranslation.Translate,
            TellsActivities = true,
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
