using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>A HubSpot source as it is configured, with a client that asks the stand-in.</summary>
public abstract class HubSpotRig : IAsyncLifetime
{
    private protected HubSpotStandIn HubSpot { get; private set; } = null!;

    private protected ManualTime Time { get; } = new(Some.Noon);

    protected ICrmClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        HubSpot = await HubSpotStandIn.StartAsync();
        Client = Source(HubSpot.Address).Client!;
    }

    public Task DisposeAsync() => HubSpot.DisposeAsync().AsTask();

    protected CrmSource Source(string address, string token = HubSpotStandIn.Token)
    {
        var options = new CrmSourceOptions { Kind = "HubSpot", Secrets = ["s"], AccessToken = token, ApiBaseAddress = address, AllowedPortalIds = { 24200001 } };
        return CrmSources.Create("HubSpot-EU", options, new(CrmApiAccess.CreateUsualHandler, Time, NullLoggerFactory.Instance));
    }

    protected Task<IReadOnlyList<CanonicalEvent>> AskAsync(CrmObjectKind kind, params string[] ids) =>
        Client.HydrateAsync([.. ids.Select(id => new CrmObject(kind, id))], default);

    /// <summary>The one activity of deal 7 that the stand-in has under the id.</summary>
    protected async Task<ActivityFacts> ActivityAsync(CrmObjectKind kind, string type, string id = "88001")
    {
        HubSpot.Link(type, id, "deals", "7");
        return Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(await AskAsync(kind, id))).Activity;
    }
}
