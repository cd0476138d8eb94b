using Azure;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Doctor;

/// <summary>What storage's refusals mean, and what helps. Error codes: "Common REST API error codes" of Azure Storage.</summary>
/// <param name="account">Named in mends.</param>
internal sealed class StorageMends(string account)
{
    private const string Start = "Start the app once on this storage: it makes its tables and queues.";

    public (string Says, string Mend)? OfTable(Exception e) => Of(e, "Storage Table Data Contributor");

    public (string Says, string Mend)? OfQueue(Exception e) => Of(e, "Storage Queue Data Contributor");

    private (string Says, string Mend)? Of(Exception e, string role) => e switch
    {
        RequestFailedException { Status: 401 or 403 } refused => ($"refused ({refused.Status} {refused.ErrorCode})", MendOf(refused.ErrorCode, role)),
        RequestFailedException { Status: 404 } => ("not there", Start),
        ProbeException { IsMissing: true } => ("not there", Start),
        ProbeException probe => (probe.Message, "Run this again; if it stays so, this is no storage that keeps what it is given."),
        RequestFailedException other => ($"answered {other.Status} {other.ErrorCode}", $"Look up the code for the storage account {account}."),
        StorageUnavailableException => ("cannot be reached", $"See that AzureWebJobsStorage names the right account ({account}), that it is up, and that no firewall stands between."),
        _ => null,
    };

    private string MendOf(string? code, string role) => code switch
    {
        "AuthorizationFailure" => $"Let this machine through the network rules of the storage account {account}, or run the doctor from inside its network; where a key is used, see that it is this account's.",
        "KeyBasedAuthenticationNotPermitted" => $"The account {account} takes no keys: set AzureWebJobsStorage__accountName in place of a connection string, and give the identity the role '{role}'.",
        "AuthenticationFailed" => $"Copy the key of the account {account} again into AzureWebJobsStorage ('Access keys'), and see that this machine's clock is right.",
        _ => $"Give the identity the role '{role}' on the storage account {account}; it takes some minutes to hold.",
    };
}
