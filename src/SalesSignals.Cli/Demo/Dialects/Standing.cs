using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>A fact of a story, and the deal's fields before and after it: most CRMs tell a deal whole when anything of it changes.</summary>
internal readonly record struct Standing(StoryFact Fact, DealFields Before, DealFields After)
{
    public static IEnumerable<Standing> Of(DealStory story)
    {
        var deal = new DealFields();
        foreach (var fact in story.Facts)
        {
            var before = deal;
            deal = fact.Event is CanonicalEvent.DealChanged changed ? Over(deal, changed.Deal) : deal;
            yield return new(fact, before, deal);
        }
    }

    /// <summary>What is told replaces what was told before.</summary>
    private static DealFields Over(DealFields before, DealFields told) => new()
    {
        Name = told.Name.IsTold ? told.Name : before.Name,
        Pipeline = told.Pipeline.IsTold ? told.Pipeline : before.Pipeline,
        Stage = told.Stage.IsTold ? told.Stage : before.Stage,
        Amount = told.Amount.IsTold ? told.Amount : before.Amount,
        Currency = told.Currency.IsTold ? told.Currency : before.Currency,
        CloseOn = told.CloseOn.IsTold ? told.CloseOn : before.CloseOn,
        OwnerId = told.OwnerId.IsTold ? told.OwnerId : before.OwnerId,
        ForecastCategory = told.ForecastCategory.IsTold ? told.ForecastCategory : before.ForecastCategory,
        Url = told.Url.IsTold ? told.Url : before.Url,
        Status = told.Status.IsTold ? told.Status : before.Status,
        CreatedAt = told.CreatedAt.IsTold ? told.CreatedAt : before.CreatedAt,
        Outcomes = told.Outcomes.IsTold ? told.Outcomes : before.Outcomes,
        Priorities = told.Priorities.IsTold ? told.Priorities : before.Priorities,
        Timeline = told.Timeline.IsTold ? told.Timeline : before.Timeline,
        Sponsor = told.Sponsor.IsTold ? told.Sponsor : before.Sponsor,
        Budget = told.Budget.IsTold ? told.Budget : before.Budget,
        CustomerAction = told.CustomerAction.IsTold ? told.CustomerAction : before.CustomerAction,
        CustomerActionDueOn = told.CustomerActionDueOn.IsTold ? told.CustomerActionDueOn : before.CustomerActionDueOn,
    };
}
