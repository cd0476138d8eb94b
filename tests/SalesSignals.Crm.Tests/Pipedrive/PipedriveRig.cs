using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.StandIns;
using SalesSignals.StandIns.Pipedrive;

namespace SalesSignals.Crm.Tests.Pipedrive;

/// <summary>A Pipedrive source as it is configured, with a client that asks the stand-in.</summary>
public abstract class PipedriveRig : IAsyncLifetime
{
    protected static readonly CrmWalk Backfill = new CrmWalk.Backfill(Stories.Begin.AddDays(-1));
    protected static readonly CrmWalk Changes = new CrmWalk.Changes(Stories.Begin.AddDays(-1), Stories.Now);

    private protected static Dialect Dialect { get; } = PipedriveDialect.Create();

    private protected PipedriveStandIn Pipedrive { get; private set; } = null!;

    private protected ManualTime Time { get; } = new(Stories.Now);

    protected CrmSource Source { get; private set; } = null!;

    protected ICrmClient Client => Source.Client!;

    public async Task InitializeAsync()
    {
        Pipedrive = await PipedriveStandIn.CreateAsync();
        Source = Configured();
    }

    public Task DisposeAsync() => Pipedrive.DisposeAsync().AsTask();

    protected CrmSource Configured(string token = PipedriveStandIn.Token) => CrmSources.Create(
        "crm",
        new() { Kind = "Pipedrive", Secrets = [Some.PipedriveSecret], AccessToken = token, ApiBaseAddress = Pipedrive.Address },
        new(CrmApiAccess.CreateUsualHandler, Time, NullLoggerFactory.Instance));

    /// <summary>All that a walk tells, by a client of its own for every page, as after a crash.</summary>
    protected async Task<IReadOnlyList<CanonicalEvent>> WalkAsync(CrmWalk walk, string? only = null)
    {
        var events = new List<CanonicalEvent>();
        foreach (var part in Client.PartsOf(walk).Where(part => only is null || part == only))
        {
            string? after = null;
            do
            {
                var page = await Configured().Client!.ReadAsync(walk, part, after, default);
                events.AddRange(page.Events);
                after = page.Next;
            }
            while (after is not null);
        }

        return events;
    }

    protected Task<IReadOnlyList<CanonicalEvent>> AskAsync(CrmObjectKind kind, params string[] ids) =>
        Client.HydrateAsync([.. ids.Select(id => new CrmObject(kind, id))], default);

    private protected static DealSnapshot Merged(IEnumerable<CanonicalEvent> events, string dealId) =>
        events.Where(told => told.DealId == dealId).Aggregate(DealSnapshot.Empty(new("crm", dealId)), DealMerge.Apply);

    private protected static string Meaning(DealSnapshot deal) => DealMeaning.Of(deal, new StageMap(SalesSettings.Default with { Pipelines = Dialect.Pipelines }));
}
