using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Webhooks;

namespace SalesSignals.Cli.Tests.Support;

/// <summary>An organisation as the app gets to know it: by the webhooks of its CRMs, read by their own translations.</summary>
internal sealed class ToldOrganisation
{
    private readonly Organisation _organisation;
    private readonly Dictionary<string, (Dialect Dialect, CrmSource Source)> _sources;
    private readonly Dictionary<DealKey, DealSnapshot> _deals;
    private readonly DealAssessor _assessor;

    public ToldOrganisation(Organisation organisation)
    {
        _organisation = organisation;
        _sources = organisation.Dialects.ToDictionary(dialect => dialect.Source, dialect => (dialect, Connect(dialect)));
        _deals = organisation.Deals.ToDictionary(story => story.Key, Read);
        var people = new PeopleDirectory(organisation.People);
        _assessor = Assessor(people, null);
        var learner = new BaselineLearner();
        foreach (var deal in _deals.Values)
        {
            learner.Learn(deal, _assessor.Stages, people);
        }

        _assessor = Assessor(people, new(learner.Figures()));
    }

    /// <summary>What the rules find in a story.</summary>
    public IEnumerable<Signal> Signals(DealStory story)
    {
        var watched = WatchedDeal.New(_organisation.KeyOf(story)) with { Snapshot = _deals[story.Key] };
        return SignalRules.Detect(_assessor.ContextOf(watched, DealView.Of(watched.Snapshot, _assessor.Stages, _organisation.Now))).Signals;
    }

    private static CrmSource Connect(Dialect dialect)
    {
        var options = new CrmSourceOptions
        {
            Kind = dialect.Kind,
            Secrets = [dialect.CreateSecret()],
            OrganizationIds = [.. dialect.Options.Values],
            TellsPast = true,
        };
        return CrmSources.Create(dialect.Source, options);
    }

    private DealSnapshot Read(DealStory story)
    {
        var (dialect, source) = _sources[story.Key.Source];
        var deal = DealSnapshot.Empty(_organisation.KeyOf(story));
        var told = dialect.Tell(story, dialect.Source).SelectMany(webhook => source.Translate(Delivery(webhook, dialect)).Events);

        // Of the records that were merged the last one holds all.
        return told.Aggregate(deal, DealMerge.Apply) with { MergedInto = default };
    }

    private static Delivery Delivery(ToldAt webhook, Dialect dialect) => new(
        "20261120T1200000000000Z-0000000000000001",
        dialect.Source,
        webhook.At,
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = webhook.Request.ContentType },
        webhook.Request.Body);

    private DealAssessor Assessor(PeopleDirectory people, Baselines? baselines) => new(
        _organisation.Settings,
        "s1",
        people,
        _sources.Select(source => KeyValuePair.Create(source.Key, source.Value.Source.TellsActivities)),
        DateOnly.FromDateTime(_organisation.Now.UtcDateTime),
        baselines: baselines);
}
