using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.StandIns;
using SalesSignals.Webhooks;

namespace SalesSignals.Cli.Tests.Support;

/// <summary>An organisation as the app gets to know it: by the webhooks of its CRMs, read by their own translations, and at the end by their APIs.</summary>
internal sealed class ToldOrganisation
{
    private readonly Organisation _organisation;
    private readonly Dictionary<string, (Dialect Dialect, Listener Listener)> _sources = [];
    private readonly Dictionary<DealKey, DealSnapshot> _deals = [];
    private DealAssessor? _assessor;

    private ToldOrganisation(Organisation organisation) => _organisation = organisation;

    public static async Task<ToldOrganisation> TellAsync(Organisation organisation)
    {
        var told = new ToldOrganisation(organisation);
        await using var sources = await DemoSources.StartAsync(organisation, new DemoClock(organisation.Now));
        foreach (var (source, dialect) in sources.Zip(organisation.Dialects))
        {
            source.TellUntil(organisation.Now);
            told._sources.Add(source.Name, (dialect, new(source, organisation.Now)));
        }

        foreach (var story in organisation.Deals)
        {
            told._deals.Add(story.Key, await told.ReadAsync(story));
        }

        return told;
    }

    /// <summary>The kinds of signals that the rules find in a story, in order.</summary>
    public IEnumerable<string> SignalsOf(DealStory story)
    {
        _assessor ??= Assessors.Of(_organisation, _sources.ToDictionary(source => source.Key, source => source.Value.Listener.Source.TellsActivities), _deals.Values);
        return _assessor.Kinds(_deals[story.Key], _organisation.Now);
    }

    private async Task<DealSnapshot> ReadAsync(DealStory story)
    {
        var (dialect, listener) = _sources[story.Key.Source];
        var heard = dialect.Tell(story, dialect.Source).Select(webhook => listener.Source.Translate(Delivery(webhook, dialect))).ToList();
        var asked = await listener.AskAsync(heard.SelectMany(translation => translation.Wanted));

        // Of the records that were merged the last one holds all.
        return heard.SelectMany(translation => translation.Events).Concat(asked).Aggregate(DealSnapshot.Empty(_organisation.KeyOf(story)), DealMerge.Apply) with { MergedInto = default };
    }

    private static Delivery Delivery(ToldAt webhook, Dialect dialect) => new(
        "20261120T1200000000000Z-0000000000000001",
        dialect.Source,
        webhook.At,
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = webhook.Request.ContentType },
        webhook.Request.Body);
}
