using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Tests.Board;

/// <summary>A deal whose row cannot be read, among others that are well.</summary>
public class OneBadDealTests
{
    private static readonly DealKey Bad = new("crm", "bad");

    private readonly Pipeline _pipeline = new();

    [Fact]
    public async Task Does_Not_Keep_The_Others_Of_Its_Bucket_From_Being_Evaluated()
    {
        var others = Enumerable.Range(0, 1000).Select(i => new DealKey("crm", $"{i}")).Where(key => DealKeys.Bucket(key) == DealKeys.Bucket(Bad)).ToArray();
        await ApplyAsync(others);
        await SpoilAsync();
        _pipeline.Time.Now += TimeSpan.FromDays(2);

        var evaluator = new BucketEvaluator(_pipeline.Deals, _pipeline.Desk, Assessors([]), _pipeline.Time);
        await Assert.ThrowsAsync<PartlyFailedException>(() => evaluator.EvaluateAsync(int.Parse(DealKeys.Bucket(Bad), null), default));

        Assert.NotEmpty(others);
        foreach (var key in others)
        {
            Assert.True((await _pipeline.ReadAsync(key)).EvaluateAt > _pipeline.Time.Now, key.Id);
        }
    }

    [Fact]
    public async Task Does_Not_Keep_The_Others_Of_Its_Delivery_From_Being_Applied()
    {
        await SpoilAsync();
        DealKey[] others = [.. Enumerable.Range(0, 100).Select(i => new DealKey("crm", $"{i}"))];
        var crm = new ScriptedCrm();
        crm.AddDeal("named-only");
        var source = new CrmSource
        {
            Webhook = new() { Name = "crm", Kind = "Test", Verify = (_, _) => WebhookVerdict.Accepted },
            Translate = _ => new([Made(Bad), .. others.Select(Made)], []) { Wanted = [new(CrmObjectKind.Deal, "named-only")] },
            TellsActivities = true,
            Client = crm,
        };
        var deliveries = new DeliveryStore(new MemoryTable());
        var intake = new DealIntake(Assessors([source]), _pipeline.Desk);
        var hydration = new Hydration(intake, new MemoryQueue("deliveries"), NullLogger<Hydration>.Instance);
        var processor = new DeliveryProcessor(
            deliveries,
            [source],
            intake,
            hydration,
            new(new(_pipeline.DealsTable), _pipeline.Deals, _pipeline.Desk, Assessors([source]), new MemoryQueue("deliveries"), _pipeline.Time, NullLogger<Forgetting>.Instance),
            new MemoryQueue("poison"),
            new(),
            _pipeline.Time,
            NullLogger<DeliveryProcessor>.Instance);
        var message = await deliveries.KeepAsync(new("d", "crm", _pipeline.Time.Now, new Dictionary<string, string>(), "[]"u8.ToArray()), default);

        await Assert.ThrowsAsync<PartlyFailedException>(() => processor.ProcessAsync(message, default));

        foreach (var key in others.Append(new("crm", "named-only")))
        {
            Assert.NotNull(await _pipeline.Deals.ReadAsync(key, default));
        }
    }

    private DealAssessors Assessors(IEnumerable<CrmSource> sources) => new(new(new MemoryTable()), new(new MemoryTable()), sources, _pipeline.Time, NullLogger<DealAssessors>.Instance);

    private Task<TableWriteResult> SpoilAsync() => _pipeline.DealsTable.WriteAsync(
        new TableWrite.Upsert(new(DealKeys.Bucket(Bad), DealKeys.Deal(Bad))
        {
            ["Source"] = Bad.Source,
            ["DealId"] = Bad.Id,
            ["EvaluateAt"] = _pipeline.Time.Now,
            ["State"] = "{",
        }),
        default);

    private async Task ApplyAsync(IEnumerable<DealKey> keys)
    {
        foreach (var key in keys)
        {
            await _pipeline.ApplyAsync(key, Made(key));
        }
    }

    private static CanonicalEvent.DealChanged Made(DealKey key) =>
        new() { Id = "made", OccurredAt = Some.Noon, DealId = key.Id, Deal = new() { Name = key.Id, Stage = "discovery", OwnerId = "7" } };
}
