using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns;

namespace SalesSignals.Crm.Tests.Close;

/// <summary>A Close source as it is configured, with a client that asks the stand-in.</summary>
public abstract class CloseRig : IAsyncLifetime
{
    private protected static readonly CrmWalk.Backfill Everything = new(Stories.Begin);
    private protected static readonly CrmWalk.Changes AllChanges = new(Stories.Begin, Stories.Now);

    private protected CloseStandIn Close { get; private set; } = null!;

    private protected ManualTime Time { get; } = new(Stories.Now);

    private protected CrmSource Source { get; private set; } = null!;

    private protected ICrmClient Client => Source.Client!;

    public async Task InitializeAsync()
    {
        Close = await CloseStandIn.CreateAsync(() => Stories.Begin.AddDays(29));
        Close.Records.AddUser("user_31", "Ana", "Silva", "ana@vendor.example");
        Close.Records.AddUser("user_32", "Ben", "Olsen", "ben@vendor.example");
        Close.Records.AddUser("user_30", "Gone", "Longago", "gone@vendor.example", isActive: false);
        Source = Configured();
    }

    public Task DisposeAsync() => Close.DisposeAsync().AsTask();

    private protected CrmSource Configured(string? key = null, string? address = null)
    {
        var options = new CrmSourceOptions { Kind = "Close", Secrets = [Some.CloseKey], AccessToken = key ?? Close.Key, ApiBaseAddress = address ?? Close.Address };
        return CrmSources.Create("Close-EU", options, new(CrmApiAccess.CreateUsualHandler, Time, NullLoggerFactory.Instance));
    }

    private protected Task<IReadOnlyList<CanonicalEvent>> AskAsync(CrmObjectKind kind, params string[] ids) =>
        Client.HydrateAsync([.. ids.Select(id => new CrmObject(kind, id))], default);

    /// <summary>All pages of a part, each asked for by a client that knows nothing of the ones before, as after a crash.</summary>
    private protected async Task<List<CrmPage>> WalkAsync(CrmWalk walk, string part)
    {
        var pages = new List<CrmPage>();
        for (string? after = null; pages.Count == 0 || after is not null; after = pages[^1].Next)
        {
            pages.Add(await Configured().Client!.ReadAsync(walk, part, after, default));
            Assert.True(pages.Count < 1000, "The walk does not end.");
        }

        return pages;
    }

    private protected async Task<List<CanonicalEvent>> WalkAsync(CrmWalk walk)
    {
        var events = new List<CanonicalEvent>();
        foreach (var part in Client.PartsOf(walk))
        {
            events.AddRange((await WalkAsync(walk, part)).SelectMany(page => page.Events));
        }

        return events;
    }

    /// <summary>Something happens in Close, and stands in its log.</summary>
    private protected void Happen(double day, string type, string action, string id, string lead, JsonObject? data) => Close.Records.Apply(
        Stories.Begin.AddDays(day),
        new()
        {
            ["id"] = $"ev_{id}_{action}",
            ["date_updated"] = CloseIds.EventTime(Stories.Begin.AddDays(day)),
            ["object_type"] = type,
            ["object_id"] = id,
            ["lead_id"] = lead,
            ["action"] = action,
            ["changed_fields"] = new JsonArray(),
            ["previous_data"] = new JsonObject(),
            ["data"] = data,
        });

    private protected static JsonObject Opportunity(string id, string lead, double day, string type = "active") => new()
    {
        ["id"] = id,
        ["lead_id"] = lead,
        ["lead_name"] = "Acme",
        ["status_id"] = "stat_1",
        ["status_type"] = type,
        ["date_lost"] = type == "lost" ? CloseIds.Day(Stories.Begin.AddDays(day)) : null,
        ["date_created"] = CloseIds.Time(Stories.Begin),
        ["date_updated"] = CloseIds.Time(Stories.Begin.AddDays(day)),
    };

    private protected static JsonObject Call(string id, string lead, double day) => new()
    {
        ["id"] = id,
        ["_type"] = "Call",
        ["lead_id"] = lead,
        ["status"] = "completed",
        ["activity_at"] = CloseIds.Time(Stories.Begin.AddDays(day)),
        ["date_created"] = CloseIds.Time(Stories.Begin.AddDays(day)),
        ["date_updated"] = CloseIds.Time(Stories.Begin.AddDays(day)),
    };

    private protected static Webhooks.Delivery Delivery(JsonObject told) =>
        Some.Delivery(Encoding.UTF8.GetBytes(new JsonObject { ["event"] = told.DeepClone() }.ToJsonString()));
}
