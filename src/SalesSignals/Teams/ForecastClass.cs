using SalesSignals.Board;

namespace SalesSignals.Teams;

/// <summary>Where an open deal stands in a forecast.</summary>
public enum ForecastClass
{
    Pipeline,
    BestCase,
    Commit,
}

public static class ForecastClasses
{
    /// <summary>Whether a forecast counts it: an open deal that its rep has not left out.</summary>
    public static bool IsForecast(this BoardDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return deal.Status == Events.DealStatus.Open && deal.ForecastCategory != "omitted";
    }

    /// <summary>What the rep says; where nobody has said anything, what the stage is worth.</summary>
    public static ForecastClass Of(BoardDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return deal.ForecastCategory switch
        {
            "commit" or "closed" => ForecastClass.Commit,
            "best-case" => ForecastClass.BestCase,
            "pipeline" => ForecastClass.Pipeline,
            _ => deal.Probability switch { >= 0.75 => ForecastClass.Commit, >= 0.5 => ForecastClass.BestCase, _ => ForecastClass.Pipeline },
        };
    }
}
