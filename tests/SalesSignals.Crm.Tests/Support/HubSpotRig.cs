using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Events;
using SalesSignals.StandIns.HubSpot;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>A HubSpot source as it is configured, with a client that asks the stand-in.</summary>
public abstract class HubSpotRig : IAsyncLifetime
{
    private protected HubSpotStandIn HubSpot { get; private set; } = null!;

    private protected ManualTime Time { get; } = new(Some.Noon);

    protected ICrmClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        HubSpot = await HubSpotStandIn.CreateAsync();
        Client = Source(HubSpot.Address).Client!;
    }

    public Task DisposeAsync() => HubSpot.DisposeAsync().AsTask();

    protected CrmSource Source(string address, string token = HubSpotStandIn.Token)
    {
        var options = new CrmSourceOptions { Kind = "HubSpot", Secrets = ["s"], AccessToken = token, ApiBaseAddress = address, AllowedPortalIds = { 24200001 } };
        return CrmSources.Create("HubSpot-EU", options, new(CrmApiAccess.CreateUsualHandler, Time, NullLoggerFactory.Instance));
    }

    /// <summary>Has an object of one of the documented examples.</summary>
    protected void AddSample(string type, string file) => HubSpot.Add(type, JsonNode.Parse(Samples.Read($"hubspot/api/{file}"))!.AsObject());

    /// <summary>Answers every call like this from now on.</summary>
    protected void AnswerInstead(Func<HttpContext, Task> answer) => HubSpot.Instead = async context =>
    {
        await answer(context);
        return true;
    };

    /// <summary>Reads a part of a walk from a place to its end, each page with a client of its own.</summary>
    private protected async Task<List<CrmPage>> WalkAsync(CrmWalk walk, string part, string? after = null)
    {
        var pages = new List<CrmPage>();
        do
        {
            pages.Add(await Source(HubSpot.Address).Client!.ReadAsync(walk, part, after, default));
            after = pages[^1].Next;
        }
        while (after is not null);

        return pages;
    }

    /// <summary>All that a walk tells.</summary>
    protected async Task<IReadOnlyList<CanonicalEvent>> WalkAsync(CrmWalk walk)
    {
        var events = new List<CanonicalEvent>();
        foreach (var part in Client.PartsOf(walk))
        {
            events.AddRange((await WalkAsync(walk, part)).SelectMany(page => page.Events));
        }

        return events;
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
