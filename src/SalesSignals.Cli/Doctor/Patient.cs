using Microsoft.Extensions.Configuration;
using SalesSignals.Crm;

namespace SalesSignals.Cli.Doctor;

/// <summary>The installation as it is configured here.</summary>
/// <param name="Installation">Null where storage is not configured so that it could be opened.</param>
/// <param name="StorageProblem">Why not.</param>
/// <param name="Http">For what is asked without a client of its own; follows no redirects.</param>
internal sealed record Patient(IConfiguration Configuration, Installation? Installation, string? StorageProblem, TimeProvider Time, HttpClient Http)
{
    /// <summary>Whoever waits at a terminal has this much patience with one answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static HttpClient CreateHttp() => new(CrmApiAccess.CreateUsualHandler()) { Timeout = Patience };
}
