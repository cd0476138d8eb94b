using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.StandIns;

namespace SalesSignals.Cli.Tests.Demo.Dialects;

/// <summary>What becomes of an organisation's deals once its feed, told in a dialect, jumbled and partly doubled, has been heard, and what it names asked about at once.</summary>
internal sealed class HeardOrganisation
{
    private readonly Dictionary<DealKey, DealSnapshot> _deals = [];
    private readonly Dictionary<string, Listener> _listeners = [];
    private readonly StageMap _stages;
    private DealAssessor? _assessor;

    private HeardOrganisation(Organisation told) => (Told, _stages) = (told, new StageMap(told.Settings));

    public Organisation Told { get; }

    public IEnumerable<DealSnapshot> Deals => _deals.Values;

    public static Task<HeardOrganisation> HearAsync(Dialect dialect, int deals, int seed = 1) =>
        HearAsync(Organisation.Create(CliRig.Monday, seed, deals, dialect), seed);

    public static async Task<HeardOrganisation> HearAsync(Organisation organisation, int seed = 1)
    {
        var heard = new HeardOrganisation(organisation);
        await using var started = await DemoSources.StartAsync(organisation, new DemoClock(CliRig.Monday));
        var sources = started.ToDictionary(source => source.Name);
        foreach (var source in sources.Values)
        {
            heard._listeners.Add(source.Name, new(source, CliRig.Monday));
        }

        foreach (var request in WebhookFeed.Create(organisation, seed))
        {
            sources[request.Source].TellUntil(request.HappenedAt);
            await heard.TakeAsync(await Listener.OverTheWireAsync(sources[request.Source], request, CliRig.Monday), heard._listeners[request.Source]);
        }

        return heard;
    }

    public DealSnapshot Of(DealStory deal) => _deals.GetValueOrDefault(Told.KeyOf(deal)) ?? DealSnapshot.Empty(Told.KeyOf(deal));

    public string MeaningOf(DealStory deal)
    {
        var dialect = Told.Dialects.Single(dialect => dialect.Source == deal.Key.Source);
        var owners = Enumerable.Range(1, 99).Select(id => $"{id}").ToDictionary(dialect.OwnerId);
        return DealMeaning.Of(Of(deal), _stages, id => owners.GetValueOrDefault(id, $"unknown owner {id}"));
    }

    /// <summary>The kinds of signals that the rules find, in order.</summary>
    public IEnumerable<string> SignalsOf(DealStory deal)
    {
        _assessor ??= Assessors.Of(Told, _listeners.ToDictionary(listener => listener.Key, listener => listener.Value.Source.TellsActivities), Deals);
        return _assessor.Kinds(Of(deal), CliRig.Monday);
    }

    private async Task TakeAsync(Webhooks.WebhookRequest request, Listener listener)
    {
        Assert.Null(listener.Refusal(request, CliRig.Monday));
        var translation = listener.Read(request, CliRig.Monday);
        Assert.Empty(translation.Unreadable);
        foreach (var happened in translation.Events.Concat(await listener.AskAsync(translation.Wanted)))
        {
            var key = new DealKey(listener.Source.Name, happened.DealId);
            _deals[key] = DealMerge.Apply(_deals.GetValueOrDefault(key) ?? DealSnapshot.Empty(key), happened);
        }
    }
}
