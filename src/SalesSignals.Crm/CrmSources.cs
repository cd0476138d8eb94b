using SalesSignals.Crm.Close;
using SalesSignals.Crm.CloudEvents;
using SalesSignals.Crm.Dataverse;
using SalesSignals.Crm.HubSpot;
using SalesSignals.Crm.Pipedrive;
using SalesSignals.Crm.Salesforce;
using SalesSignals.Crm.StandardWebhooks;
using SalesSignals.Events;

namespace SalesSignals.Crm;

/// <summary>Makes the configured CRMs. One that could not be verified, for want of a secret, is not made at all.</summary>
public static class CrmSources
{
    private const int MaxNameLength = 40;
    private const string Supported = "HubSpot, Pipedrive, Salesforce, Dataverse, Close, StandardWebhooks and CloudEvents";

    /// <param name="access">What clients of the CRMs' APIs are made with.</param>
    /// <exception cref="InvalidOperationException">The configuration will not do; the message names the setting to mend.</exception>
    public static CrmSource Create(string name, CrmSourceOptions options, CrmApiAccess? access = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        var source = SourceName(name);
        CheckSecrets(name, options);
        if (options.ToleranceSeconds is < 1 or > 3600)
        {
            throw new InvalidOperationException($"Sources__{name}__ToleranceSeconds is {options.ToleranceSeconds}; set it between 1 and 3600.");
        }

        var made = options.Kind switch
        {
            var kind when Is(kind, HubSpotSource.Kind) => HubSpotSource.Create(source, name, options, access ?? CrmApiAccess.Default),
            var kind when Is(kind, PipedriveSource.Kind) => PipedriveSource.Create(source, name, options, access ?? CrmApiAccess.Default),
            var kind when Is(kind, SalesforceSource.Kind) => SalesforceSource.Create(source, name, options, access ?? CrmApiAccess.Default),
            var kind when Is(kind, DataverseSource.Kind) => DataverseSource.Create(source, name, options, access ?? CrmApiAccess.Default),
            var kind when Is(kind, StandardWebhooksSource.Kind) => StandardWebhooksSource.Create(source, name, options, access ?? CrmApiAccess.Default),
            var kind when Is(kind, CloseSource.Kind) => CloseSource.Create(source, name, options, access ?? CrmApiAccess.Default),
            var kind when Is(kind, CloudEventsSource.Kind) => CloudEventsSource.Create(source, name, options, access ?? CrmApiAccess.Default),
            "" => throw new InvalidOperationException($"Sources__{name}__Kind is missing; supported are {Supported}."),
            _ => throw new InvalidOperationException($"Sources__{name}__Kind is not a kind of CRM that is known; supported are {Supported}."),
        };
        made = made.Client is { } client ? made with { Client = new UnderstoodClient(made.Webhook.Kind, client) } : made;
        return options.TellsPast ? made with { TellsPast = true } : made;
    }

    private static bool Is(string kind, string name) => kind.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name in lower case: it is part of addresses, keys and logs.</summary>
    private static string SourceName(string name)
    {
        var lower = name.ToLowerInvariant();
        return lower.Length is > 0 and <= MaxNameLength && lower.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? lower
            : throw new InvalidOperationException(
                $"'{name}' will not do as the name of a source; use at most {MaxNameLength} letters, digits, '-' and '_'.");
    }

    private static void CheckSecrets(string name, CrmSourceOptions options)
    {
        if (options.Secrets.Count == 0)
        {
            throw new InvalidOperationException($"Sources__{name}__Secrets__0 is missing; without a secret nobody could tell a forged webhook from a real one.");
        }

        for (var i = 0; i < options.Secrets.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(options.Secrets[i]))
            {
                throw new InvalidOperationException($"Sources__{name}__Secrets__{i} is empty; set it to a webhook secret or remove it.");
            }
        }
    }
}
