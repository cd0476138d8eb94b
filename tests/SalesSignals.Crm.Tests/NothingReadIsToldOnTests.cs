using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Crm.Dataverse;
using SalesSignals.Crm.Tests.Dataverse;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.StandIns.Dataverse;
using SalesSignals.StandIns.HubSpot;
using SalesSignals.StandIns.Pipedrive;
using SalesSignals.StandIns.Salesforce;
using SalesSignals.Telemetry;

namespace SalesSignals.Crm.Tests;

/// <summary>
/// Reasons stand in logs, in poison messages and in answers. Whatever a CRM posts or answers, and however broken it is, no name, address or secret
/// in it is quoted there.
/// </summary>
public class NothingReadIsToldOnTests
{
    private const int Seed = 20261127;
    private const int WebhookRounds = 400;
    private const int ApiRounds = 60;

    private static readonly string[] Kinds = ["hubspot", "pipedrive", "close", "dataverse", "cloudevents", "standardwebhooks", "salesforce", "salesforce/cdc"];

    [Fact]
    public void No_Reason_Quotes_A_Webhook()
    {
        var reasons = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in Kinds)
        {
            var source = SourceOf(kind);
            var files = Samples.Names(kind, "*.json").Concat(Samples.Names(kind, "*.xml"));
            reasons.UnionWith(files.SelectMany(file => Reasons(source, $"{kind}/{file}")));
        }

        // Else so little was broken that nothing was put to the test.
        Assert.InRange(reasons.Count, 100, int.MaxValue);
        Assert.All(reasons, Markers.AssertNone);
    }

    [Fact]
    public async Task Neither_Logs_Nor_Reasons_Quote_HubSpot()
    {
        await using var hubSpot = await HubSpotStandIn.CreateAsync();
        Stories.All.ToList().ForEach(hubSpot.Load);

        await AssertNothingIsToldOnAsync(
            new() { Kind = "HubSpot", Secrets = ["s"], AccessToken = HubSpotStandIn.Token, ApiBaseAddress = hubSpot.Address, AllowedPortalIds = { 24200001 } });
    }

    [Fact]
    public async Task Neither_Logs_Nor_Reasons_Quote_Close()
    {
        await using var close = await CloseStandIn.CreateAsync(() => Stories.Now);
        Stories.All.ToList().ForEach(close.Load);

        await AssertNothingIsToldOnAsync(new() { Kind = "Close", Secrets = [Some.CloseKey], AccessToken = close.Key, ApiBaseAddress = close.Address });
    }

    [Fact]
    public async Task Neither_Logs_Nor_Reasons_Quote_Pipedrive()
    {
        await using var pipedrive = await PipedriveStandIn.CreateAsync();
        Stories.All.ToList().ForEach(pipedrive.Load);

        await AssertNothingIsToldOnAsync(
            new() { Kind = "Pipedrive", Secrets = [Some.PipedriveSecret], AccessToken = PipedriveStandIn.Token, ApiBaseAddress = pipedrive.Address });
    }

    [Fact]
    public async Task Neither_Logs_Nor_Reasons_Quote_Salesforce()
    {
        await using var salesforce = await SalesforceStandIn.CreateAsync();
        Stories.All.ToList().ForEach(salesforce.Load);

        await AssertNothingIsToldOnAsync(new()
        {
            Kind = "Salesforce",
            Secrets = [Some.SalesforceSecret],
            OrganizationIds = { "00D000000000062EAA" },
            AccessToken = SalesforceStandIn.AccessToken,
            ApiBaseAddress = salesforce.Address,
        });
    }

    [Fact]
    public async Task Neither_Logs_Nor_Reasons_Quote_Dataverse()
    {
        await using var dataverse = await DataverseStandIn.StartAsync();
        Stories.All.ToList().ForEach(dataverse.Load);

        await AssertNothingIsToldOnAsync(
            new() { Kind = "Dataverse", Secrets = [Contexts.Key], AccessToken = DataverseStandIn.FirstToken, ApiBaseAddress = dataverse.Address });
    }

    private static IEnumerable<string> Reasons(CrmSource source, string file)
    {
        var random = new Random(Seed);
        var sample = Encoding.UTF8.GetString(Samples.Read(file));
        var json = file.EndsWith(".json", StringComparison.Ordinal) ? JsonNode.Parse(sample) : null;
        for (var i = 0; i < WebhookRounds; i++)
        {
            var body = Encoding.UTF8.GetBytes(json is null ? Markers.PutIntoXml(sample, random) : Markers.Put(json, random));
            var request = Some.Request(body).With("webhook-id", "msg_1").With("content-type", "application/cloudevents+json");
            if (source.Webhook.CheckForm(request) is { } problem)
            {
                yield return problem;
            }

            var translation = source.Translate(Some.Delivery(body, ("webhook-id", "msg_1"), ("content-type", "application/cloudevents+json")));
            foreach (var unreadable in translation.Unreadable)
            {
                yield return unreadable.Reason;
            }
        }
    }

    private static CrmSource SourceOf(string kind) => kind switch
    {
        "hubspot" => Some.HubSpot(options => options.AllowedPortalIds.Add(24200001)),
        "pipedrive" => Some.Pipedrive(),
        "close" => Some.Close(),
        "dataverse" => Contexts.Source(options => options.OrganizationIds.Add(Contexts.Organisation)),
        "cloudevents" => Some.CloudEvents(),
        "standardwebhooks" => Some.StandardWebhooks(),
        _ => Some.Salesforce(),
    };

    /// <summary>Reads all that a client can be asked for, again and again, each time with other markers in the answers.</summary>
    private static async Task AssertNothingIsToldOnAsync(CrmSourceOptions options)
    {
        using var logs = new ToldLogs();
        var reasons = new List<string>();
        for (var round = 0; round < ApiRounds; round++)
        {
            var random = new Random(Seed + round);
            var access = new CrmApiAccess(() => new MarkingHandler(CrmApiAccess.CreateUsualHandler(), random), new ManualTime(Stories.Now), logs);
            var client = CrmSources.Create("crm", options, access).Client!;
            CrmWalk walk = round % 2 == 0 ? new CrmWalk.Backfill(Stories.Begin.AddDays(-1)) : new CrmWalk.Changes(Stories.Begin.AddDays(-1), Stories.Now);
            foreach (var part in client.PartsOf(walk))
            {
                await TellAsync(reasons, async () => await client.ReadAsync(walk, part, null, default));
            }

            await TellAsync(reasons, async () => await client.ReadUsersAsync(default));
            await TellAsync(reasons, async () => await client.EstimateAsync(walk, default));
            await TellAsync(reasons, async () => await client.ReadSubscriptionsAsync(default));
        }

        Assert.InRange(logs.Entries.Count(entry => entry.Contains("cannot be understood", StringComparison.Ordinal)), 3, int.MaxValue);
        Assert.InRange(reasons.Distinct().Count(), 5, int.MaxValue);
        Assert.All(logs.Entries.Concat(reasons), Markers.AssertNone);
        Assert.All(logs.Entries.Concat(reasons), told => Assert.DoesNotContain(options.AccessToken!, told, StringComparison.Ordinal));
    }

    private static async Task TellAsync(List<string> reasons, Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (CrmUnavailableException e)
        {
            reasons.Add($"{e.Message} {FailureReason.Of(e)}");
        }
    }
}
