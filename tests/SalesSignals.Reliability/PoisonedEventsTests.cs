using System.Text;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Reliability.Support;
using SalesSignals.Storage;
using SalesSignals.Webhooks;
using Xunit.Abstractions;

namespace SalesSignals.Reliability;

public class PoisonedEventsTests(ITestOutputHelper output)
{
    private const int Seed = 59;

    /// <summary>One of a hundred events.</summary>
    private const int GoodToOneBad = 99;

    private const string Crm = "crm";

    private static readonly int Deals = Scale.Of(30, full: 1_000);

    /// <summary>What cannot be read, and what an operator is to be told of it.</summary>
    private static readonly (string Json, string Reason)[] Bad =
    [
        ("""{"id":"bad","type":"deal.changed","occurredAt":"yesterday","deal":{"id":"1"}}""", "RFC 3339"),
        ("""{"id":"bad","type":"deal.exploded","occurredAt":"2026-11-20T09:30:00Z","deal":{"id":"1"}}""", "type must be one of"),
        ("""{"id":"bad","type":"deal.changed","occurredAt":"2026-11-20T09:30:00Z"}""", "deal must be an object"),
        ("42", "An event must be an object"),
    ];

    [Fact]
    public async Task What_Cannot_Be_Read_Is_In_Poison_With_Its_Reason_And_All_The_Rest_Is_In()
    {
        var organisation = Organisation.Create(AppRig.Morning, Seed, Deals);
        var (requests, reasons) = WithBadEvents(Storm.Of(organisation, Seed));
        await using var rig = await AppRig.StartAsync(AppRig.Morning.AddSeconds(30), organisation.People);
        var ledger = new Ledger(rig);
        using var poster = new CrmPoster(rig, ledger);

        await poster.PostAsync(requests, CancellationToken.None);
        await rig.DrainAsync();

        output.WriteLine($"seed {Seed}: {await ledger.CloseAsync()}");
        await AssertPoisonAsync(rig, reasons);
        var expected = Model.Of(requests, rig.Clock.GetUtcNow());
        Assert.Equal(expected, await Model.ReadAsync(rig, expected.Keys));
    }

    [Fact]
    public async Task Once_A_Source_Is_Configured_Again_A_Redrive_Brings_In_What_Was_Poisoned_Without_It()
    {
        var organisation = Organisation.Create(AppRig.Morning, Seed, Deals);
        var (requests, reasons) = WithBadEvents([.. Storm.Of(organisation, Seed).Where(request => request.Source == Crm)]);
        await using var rig = await AppRig.StartAsync(AppRig.Morning.AddSeconds(30), organisation.People);
        var ledger = new Ledger(rig);
        await rig.KillAsync();
        await AcknowledgeAsync(rig, ledger, requests);

        rig.Configured = [.. AppRig.Sources.Where(source => source.Name != Crm)];
        await rig.StartAppAsync();
        await rig.DrainAsync();
        await AssertPoisonAsync(rig, [.. requests.Select(_ => $"No source '{Crm}'")]);
        await rig.KillAsync();
        rig.Configured = AppRig.Sources;
        await rig.StartAppAsync();
        await RedriveAsync(rig, requests.Count);
        await rig.DrainAsync();

        output.WriteLine($"seed {Seed}: {await ledger.CloseAsync()}");
        await AssertPoisonAsync(rig, reasons);
        var expected = Model.Of(requests, rig.Clock.GetUtcNow());
        Assert.Equal(expected, await Model.ReadAsync(rig, expected.Keys));
    }

    private static (IReadOnlyList<FeedRequest> Requests, IReadOnlyList<string> Reasons) WithBadEvents(IReadOnlyList<FeedRequest> requests)
    {
        var random = new DemoRandom(Seed);
        var reasons = new List<string>();
        var mixed = requests.Select(request =>
        {
            var events = JsonNode.Parse(request.Body)!.AsArray();
            if (request.Source != Crm || !random.Chance(events.Count / (double)GoodToOneBad))
            {
                return request;
            }

            var (json, reason) = Bad[reasons.Count % Bad.Length];
            reasons.Add(reason);
            events.Insert(random.Next(events.Count + 1), JsonNode.Parse(json));
            return request with { Body = Encoding.UTF8.GetBytes(events.ToJsonString()) };
        }).ToList();
        Assert.True(reasons.Count >= Bad.Length, "VOID: not every kind of bad event is among them.");
        return (mixed, reasons);
    }

    /// <summary>Keeps webhooks as an app does before it acknowledges them, while there is none.</summary>
    private static async Task AcknowledgeAsync(AppRig rig, Ledger ledger, IReadOnlyList<FeedRequest> requests)
    {
        var store = new DeliveryStore(rig.Tables.Deliveries);
        var now = rig.Clock.GetUtcNow();
        foreach (var request in requests)
        {
            var delivery = new Delivery(DeliveryId.Create(now), request.Source, now, new Dictionary<string, string> { ["webhook-id"] = request.Id }, request.Body);
            await rig.Queues.Deliveries.SendAsync(await store.KeepAsync(delivery, CancellationToken.None), TimeSpan.Zero, CancellationToken.None);
            ledger.Note(Model.Told(request, now), isAccepted: true);
        }
    }

    private static async Task RedriveAsync(AppRig rig, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var redrive = CliProcess.Start([new("AzureWebJobsStorage", rig.ConnectionString)], "poison", "redrive", "--queue", "deliveries");
        var (code, said, error) = await redrive.EndAsync(limit.Token);
        Assert.True(code == 0, error);
        Assert.Equal($"{count} message(s) put back.", said.Trim());
    }

    /// <summary>Exactly these, in any order.</summary>
    private static async Task AssertPoisonAsync(AppRig rig, IReadOnlyList<string> reasons)
    {
        var messages = new List<PoisonMessage>();
        await PoisonQueue.All(rig.Queues).Single(queue => queue.Name == "deliveries").DrainAsync(
            message =>
            {
                messages.Add(PoisonMessage.Read(message.Text));
                return Task.FromResult(false);
            },
            CancellationToken.None);
        Assert.Equal(reasons.Count, messages.Count);
        foreach (var expected in reasons.CountBy(reason => reason))
        {
            var found = messages.Count(message => message.Reason?.Contains(expected.Key, StringComparison.Ordinal) is true);
            Assert.True(found == expected.Value, $"'{expected.Key}' is the reason of {found} instead of {expected.Value}: {string.Join(" | ", messages.Select(message => message.Reason))}");
        }
    }
}
