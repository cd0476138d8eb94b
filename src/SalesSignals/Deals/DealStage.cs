namespace SalesSignals.Deals;

/// <summary>The stages every pipeline is mapped to, in the order of a sale.</summary>
public enum DealStage
{
    Qualified = 1,
    Discovery,
    Evaluation,
    Proposal,
    Negotiation,
    Commit,
    Won,
    Lost,
}

public static class DealStages
{
    /// <summary>The name used in settings, events and storage.</summary>
    public static string Name(this DealStage stage) => stage switch
    {
        DealStage.Qualified => "qualified",
        DealStage.Discovery => "discovery",
        DealStage.Evaluation => "evaluation",
        DealStage.Proposal => "proposal",
        DealStage.Negotiation => "negotiation",
        DealStage.Commit => "commit",
        DealStage.Won => "won",
        _ => "lost",
    };

    public static DealStage? Parse(string? name) => name switch
    {
        "qualified" => DealStage.Qualified,
        "discovery" => DealStage.Discovery,
        "evaluation" => DealStage.Evaluation,
        "proposal" => DealStage.Proposal,
        "negotiation" => DealStage.Negotiation,
        "commit" => DealStage.Commit,
        "won" => DealStage.Won,
        "lost" => DealStage.Lost,
        _ => null,
    };

    /// <summary>How likely a deal at this stage is won, where settings do not say otherwise.</summary>
    public static double Probability(this DealStage stage) => stage switch
    {
        DealStage.Qualified => 0.1,
        DealStage.Discovery => 0.2,
        DealStage.Evaluation => 0.4,
        DealStage.Proposal => 0.6,
        DealStage.Negotiation => 0.8,
        DealStage.Commit => 0.9,
        DealStage.Won => 1,
        _ => 0,
    };
}
