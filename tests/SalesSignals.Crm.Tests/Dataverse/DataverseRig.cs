using Azure.Core;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Crm.Dataverse;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.StandIns.Dataverse;

namespace SalesSignals.Crm.Tests.Dataverse;

/// <summary>A Dataverse source as it is configured, with a client that asks the stand-in.</summary>
public abstract class DataverseRig : IAsyncLifetime
{
    private protected static readonly CrmWalk Backfill = new CrmWalk.Backfill(Stories.Begin.AddMonths(-12));
    private protected static readonly CrmWalk AllChanges = new CrmWalk.Changes(Stories.Begin.AddDays(-1), Stories.Now);

    private protected DataverseStandIn Dataverse { get; private set; } = null!;

    private protected ManualTime Time { get; } = new(Stories.Now);

    private protected CrmSource Source { get; set; } = null!;

    private protected ICrmClient Client => Source.Client!;

    public async Task InitializeAsync()
    {
        Dataverse = await DataverseStandIn.StartAsync();
        Source = Create(options => options.AccessToken = DataverseStandIn.FirstToken);
    }

    public Task DisposeAsync() => Dataverse.DisposeAsync().AsTask();

    private protected CrmSource Create(Action<CrmSourceOptions> configure, TokenCredential? credential = null)
    {
        var options = new CrmSourceOptions { Kind = "Dataverse", Secrets = [Contexts.Key], ApiBaseAddress = Dataverse.Address };
        configure(options);
        return DataverseSource.Create(
            "dynamics", "dynamics", options, new(CrmApiAccess.CreateUsualHandler, Time, NullLoggerFactory.Instance), credential is null ? null : () => credential);
    }

    private protected Task<IReadOnlyList<CanonicalEvent>> AskAsync(CrmObjectKind kind, params string[] ids) =>
        Client.HydrateAsync([.. ids.Select(id => new CrmObject(kind, id))], default);

    /// <summary>All that a walk tells, page by page.</summary>
    private protected async Task<List<CanonicalEvent>> WalkAsync(CrmWalk walk, ICrmClient? client = null) =>
        [.. (await PagesAsync(walk, client)).SelectMany(page => page.Events)];

    private protected async Task<List<CrmPage>> PagesAsync(CrmWalk walk, ICrmClient? client = null)
    {
        var pages = new List<CrmPage>();
        foreach (var part in (client ?? Client).PartsOf(walk))
        {
            string? after = null;
            do
            {
                var page = await (client ?? Client).ReadAsync(walk, part, after, default);
                pages.Add(page);
                after = page.Next;
            }
            while (after is not null);
        }

        return pages;
    }
}
