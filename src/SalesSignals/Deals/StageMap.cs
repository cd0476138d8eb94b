using System.Collections.Frozen;
using SalesSignals.Settings;

namespace SalesSignals.Deals;

/// <summary>
/// What a CRM's stage ids mean: first the pipeline's own entry in settings, then that of <c>*</c>, then our own names and the ids that
/// CRMs come with.
/// </summary>
public sealed class StageMap
{
    private static readonly FrozenDictionary<string, DealStage> BuiltIn = new Dictionary<string, DealStage>(StringComparer.OrdinalIgnoreCase)
    {
        ["qualified"] = DealStage.Qualified,
        ["discovery"] = DealStage.Discovery,
        ["evaluation"] = DealStage.Evaluation,
        ["proposal"] = DealStage.Proposal,
        ["negotiation"] = DealStage.Negotiation,
        ["commit"] = DealStage.Commit,
        ["won"] = DealStage.Won,
        ["lost"] = DealStage.Lost,

        // HubSpot's default sales pipeline.
        ["appointmentscheduled"] = DealStage.Qualified,
        ["qualifiedtobuy"] = DealStage.Discovery,
        ["presentationscheduled"] = DealStage.Evaluation,
        ["decisionmakerboughtin"] = DealStage.Proposal,
        ["contractsent"] = DealStage.Negotiation,
        ["closedwon"] = DealStage.Won,
        ["closedlost"] = DealStage.Lost,

        // Salesforce's default sales process.
        ["Prospecting"] = DealStage.Qualified,
        ["Qualification"] = DealStage.Qualified,
        ["Needs Analysis"] = DealStage.Discovery,
        ["Value Proposition"] = DealStage.Evaluation,
        ["Id. Decision Makers"] = DealStage.Evaluation,
        ["Perception Analysis"] = DealStage.Evaluation,
        ["Proposal/Price Quote"] = DealStage.Proposal,
        ["Negotiation/Review"] = DealStage.Negotiation,
        ["Closed Won"] = DealStage.Won,
        ["Closed Lost"] = DealStage.Lost,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<(string Pipeline, string Stage), DealStage> _configured;

    public StageMap(SalesSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var configured = new Dictionary<(string, string), DealStage>();
        foreach (var (pipeline, stages) in settings.Pipelines)
        {
            foreach (var (stage, name) in stages.Stages)
            {
                if (DealStages.Parse(name) is { } canonical)
                {
                    configured[(pipeline, stage)] = canonical;
                }
            }
        }

        _configured = configured.ToFrozenDictionary();
    }

    /// <summary>The canonical stage, or null where nothing says what the CRM's stage means.</summary>
    public DealStage? Resolve(string? pipeline, string? stage)
    {
        if (stage is null)
        {
            return null;
        }

        if (_configured.Count > 0
            && (_configured.TryGetValue((pipeline ?? "*", stage), out var mapped) || _configured.TryGetValue(("*", stage), out mapped)))
        {
            return mapped;
        }

        return BuiltIn.TryGetValue(stage, out var known) ? known : null;
    }
}
