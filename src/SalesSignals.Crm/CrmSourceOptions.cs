namespace SalesSignals.Crm;

/// <summary>One CRM as configured under <c>Sources:{name}</c>.</summary>
public sealed class CrmSourceOptions
{
    /// <summary><c>HubSpot</c>, <c>Pipedrive</c>, <c>Salesforce</c>, <c>Dataverse</c>, <c>Close</c>, <c>StandardWebhooks</c> or <c>CloudEvents</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Webhook secrets, newest first. All are accepted, so that a new one can be given out before the old one is withdrawn.</summary>
    public IList<string> Secrets { get; init; } = [];

    /// <summary>Token for the CRM's API. Without one, what webhooks name but do not carry stays unknown.</summary>
    public string? AccessToken { get; set; }

    /// <summary>The CRM's API where it is not the usual one; https.</summary>
    public string? ApiBaseAddress { get; set; }

    /// <summary>
    /// Salesforce and Dataverse: the app that asks the API, by OAuth's client credentials, in place of an access token. Dataverse without a
    /// secret: the client id of a managed identity or, without that too, whatever identity the environment has.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>The secret of <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Dataverse: the directory (tenant) of <see cref="ClientId"/>.</summary>
    public string? TenantId { get; set; }

    /// <summary>Where tokens are asked for, if not at the usual place; https.</summary>
    public string? TokenAddress { get; set; }

    /// <summary>
    /// HubSpot: also take the old signature, which proves the body but neither its age nor its address. Default: no.
    /// </summary>
    public bool AllowV1Signature { get; set; }

    /// <summary>HubSpot: the account whose events are taken; one at most, and with an access token one at least. Default: whichever sends them.</summary>
    public IList<long> AllowedPortalIds { get; init; } = [];

    /// <summary>
    /// Pipedrive: what activity types of the account's own are, by key: <c>meeting</c>, <c>call</c> or <c>task</c>. Default: task.
    /// </summary>
    public IDictionary<string, string> ActivityTypes { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Salesforce: the organisations whose messages are taken, in 15 or 18 characters; at least one. Dataverse: the GUIDs of those whose
    /// events are taken. Default: all that know a secret.
    /// </summary>
    public IList<string> OrganizationIds { get; init; } = [];

    /// <summary>Dataverse: the opportunity's column that holds the stage. Default: stepname or, where a row has none, stageid.</summary>
    public string? StageColumn { get; set; }

    /// <summary>
    /// Its webhooks begin with its deals, since those of the past are sent again, say: silence then counts from when things happened, not
    /// from when we first heard of a deal. Default: no, but for sources of our own event format.
    /// </summary>
    public bool TellsPast { get; set; }

    /// <summary>How far the signed time may be from ours, either way; 1 to 3,600 seconds. Default: 300.</summary>
    public int ToleranceSeconds { get; set; } = 300;
}
