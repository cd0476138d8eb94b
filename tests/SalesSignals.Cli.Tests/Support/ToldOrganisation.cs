using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm;
using SalesSignals.Deals;
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
        _assessor = Assessors.Of(organisation, _sources.ToDictionary(source => source.Key, source => source.Value.Source.TellsActivities), _deals.Values);
    }

    /// <summary>The kinds of signals that the rules find in a story, in order.</summary>
    public IEnumerable<string> SignalsOf(DealStory story) => _assessor.Kinds(_deals[story.Key], _organisation.Now);

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
}
