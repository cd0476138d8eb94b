using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.StandIns.Salesforce;

namespace SalesSignals.Crm.Tests.Salesforce;

/// <summary>A Salesforce source as it is configured, with a client that asks the stand-in.</summary>
public abstract class SalesforceRig : IAsyncLifetime
{
    protected static readonly CrmWalk Backfill = new CrmWalk.Backfill(Stories.Begin.AddDays(-30));
    protected static readonly CrmWalk Changes = new CrmWalk.Changes(Stories.Begin.AddDays(-1), Stories.Now);

    private protected SalesforceStandIn Salesforce { get; private set; } = null!;

    private protected ManualTime Time { get; } = new(Stories.Now);

    protected CrmSource Source { get; private set; } = null!;

    protected ICrmClient Client => Source.Client!;

    public async Task InitializeAsync()
    {
        Salesforce = await SalesforceStandIn.CreateAsync();
        Source = SourceOf(options => options.AccessToken = SalesforceStandIn.AccessToken);
    }

    public Task DisposeAsync() => Salesforce.DisposeAsync().AsTask();

    protected CrmSource SourceOf(Action<CrmSourceOptions> configure)
    {
        var options = new CrmSourceOptions { Kind = "Salesforce", Secrets = [Some.SalesforceSecret], OrganizationIds = { "00D000000000062EAA" }, ApiBaseAddress = Salesforce.Address };
        configure(options);
        return CrmSources.Create("SF", options, new(CrmApiAccess.CreateUsualHandler, Time, NullLoggerFactory.Instance));
    }

    protected Task<IReadOnlyList<CanonicalEvent>> AskAsync(params string[] ids) =>
        Client.HydrateAsync([.. ids.Select(id => new CrmObject(CrmObjectKind.Deal, id))], default);

    /// <summary>All pages of all parts.</summary>
    protected async Task<List<CrmPage>> WalkAsync(CrmWalk walk)
    {
        var pages = new List<CrmPage>();
        foreach (var part in Client.PartsOf(walk))
        {
            CrmPage? page = null;
            do
            {
                pages.Add(page = await Client.ReadAsync(walk, part, page?.Next, default));
            }
            while (page.Next is not null);
        }

        return pages;
    }

    protected static DealSnapshot Deal(IEnumerable<CanonicalEvent> events, string number) => DealHistory.Deal(events, $"006{number.PadLeft(12, '0')}AAA");
}
