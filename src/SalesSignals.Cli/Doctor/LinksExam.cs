using System.Net;
using System.Runtime.CompilerServices;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Functions.Host;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether the address that CRMs post to, and that links in mail lead to, is set and answers.</summary>
internal static class LinksExam
{
    private const string Example = "Set Links__PublicBaseAddress to where the world reaches the app, such as https://signals.example.com.";
    private const string Keys = "Set Links__SigningKeys__0 to the output of 'openssl rand -base64 32', the same for every instance.";

    public static async IAsyncEnumerable<Finding> LookAsync(Patient patient, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var address = AddressOf(patient, out var problem);
        yield return Judge(address, problem);
        if (address is not null)
        {
            yield return await ReachAsync(patient, address, cancellationToken);
        }

        yield return JudgeKeys(patient, address);
    }

    /// <summary>The public address; null where there is none, or none that could be one.</summary>
    public static Uri? AddressOf(Patient patient, out string? problem)
    {
        problem = null;
        try
        {
            return PublicAddress.Read(patient.Configuration).Value is { } value ? new(value) : null;
        }
        catch (StartException e)
        {
            problem = e.Message;
            return null;
        }
    }

    private static Finding Judge(Uri? address, string? problem) => (address, problem) switch
    {
        (_, { } wrong) => Finding.Failure("address", wrong, Example),
        (null, _) => Finding.Warning("address", "Links__PublicBaseAddress is not set: mail goes out without buttons, and signatures over an address may not be provable.", Example),
        ({ Scheme: not "https", IsLoopback: false }, _) => Finding.Failure("address", $"{address} is not https: links and webhooks could be read on the way.", Example),
        _ => Finding.Well("address", $"It is {address}."),
    };

    private static async Task<Finding> ReachAsync(Patient patient, Uri address, CancellationToken cancellationToken)
    {
        var health = new Uri(address.AbsoluteUri.TrimEnd('/') + "/api/health");
        try
        {
            using var answer = await patient.Http.GetAsync(health, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            var isOurs = body.Contains("\"live\":true", StringComparison.Ordinal);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK when isOurs => Finding.Well("reachable", $"{health} answers that the app is ready."),
                HttpStatusCode.ServiceUnavailable when isOurs => Finding.Failure(
                    "reachable", $"{health} answers that the app cannot reach its storage.", "See the app's own AzureWebJobsStorage and its roles."),
                var status => Finding.Failure(
                    "reachable", $"{health} is answered with {(int)status}, not by the app.", "See that the address leads to the app, and that nothing before it asks for a sign-in."),
            };
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Finding.Failure(
                "reachable",
                $"{health} cannot be reached from here ({(e as HttpRequestException)?.HttpRequestError.ToString() ?? "no answer in time"}).",
                "See that the app runs, that the name is known to DNS, and that no firewall stands between.");
        }
    }

    private static Finding JudgeKeys(Patient patient, Uri? address)
    {
        try
        {
            return InstallationLinks.Read(patient.Configuration, new(address?.AbsoluteUri)).Signer is null
                ? Finding.Warning("signing keys", "Links__SigningKeys__0 is not set: mail goes out without buttons.", Keys)
                : Finding.Well("signing keys", "They are set and long enough.");
        }
        catch (StartException e)
        {
            return Finding.Failure("signing keys", e.Message, Keys);
        }
    }
}
