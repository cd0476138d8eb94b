namespace SalesSignals.Events;

/// <summary>Reads the deal of a canonical event: absent changes nothing, null (or an empty text) clears.</summary>
internal static class CanonicalDeal
{
    public static CanonicalEvent.DealChanged Changed(EventFields deal, string id, DateTimeOffset at) => new()
    {
        Id = id,
        OccurredAt = at,
        DealId = deal.Id("id"),
        Deal = Qualified(deal, new()
        {
            Name = deal.Told("name", (d, name) => EventText.Name(d.Text(name))),
            Pipeline = deal.Told("pipeline", (d, name) => d.OptionalId(name)),
            Stage = deal.Told("stage", (d, name) => d.OptionalId(name)),
            Amount = deal.Told("amount", (d, name) => d.Amount(name)),
            Currency = deal.Told("currency", (d, name) => EventText.Currency(d.Text(name), d.Path(name))),
            CloseOn = deal.Told("closeDate", (d, name) => d.Date(name)),
            OwnerId = deal.Told("ownerId", (d, name) => d.OptionalId(name)),
            ForecastCategory = deal.Told("forecastCategory", (d, name) => EventText.ForecastCategory(d.Text(name))),
            Url = deal.Told("url", (d, name) => EventText.Url(d.Text(name), d.Path(name))),
            Status = deal.Told("status", (d, name) => d.Choice(name, EventNames.DealStatuses)),
            CreatedAt = deal.Told("createdAt", (d, name) => d.Instant(name)),
            CustomerAction = deal.Told("customerAction", (d, name) => EventText.Name(d.Text(name))),
            CustomerActionDueOn = deal.Told("customerActionDueDate", (d, name) => d.Date(name)),
            AccountId = deal.Told("accountId", (d, name) => d.OptionalId(name)),
            AccountName = deal.Told("accountName", (d, name) => EventText.Name(d.Text(name))),
            RenewalOn = deal.Told("renewalDate", (d, name) => d.Date(name)),
        }),
    };

    public static CanonicalEvent.DealMerged Merged(EventFields deal, string id, DateTimeOffset at)
    {
        var merged = new CanonicalEvent.DealMerged { Id = id, OccurredAt = at, DealId = deal.Id("id"), IntoDealId = deal.Id("intoDealId") };
        return merged.DealId != merged.IntoDealId
            ? merged
            : throw new UnreadableEventException("deal.intoDealId is the deal itself; a deal cannot be merged into itself.");
    }

    private static DealFields Qualified(EventFields deal, DealFields fields)
    {
        if (!deal.Tells("qualification"))
        {
            return fields;
        }

        if (deal.OptionalPart("qualification") is not { } qualification)
        {
            var cleared = Told.Of<bool?>(null);
            return fields with { Outcomes = cleared, Priorities = cleared, Timeline = cleared, Sponsor = cleared, Budget = cleared };
        }

        return fields with
        {
            Outcomes = Flag(qualification, "outcomes"),
            Priorities = Flag(qualification, "priorities"),
            Timeline = Flag(qualification, "timeline"),
            Sponsor = Flag(qualification, "sponsor"),
            Budget = Flag(qualification, "budget"),
        };
    }

    private static Told<bool?> Flag(EventFields fields, string name) => fields.Told(name, (f, n) => f.Flag(n));
}
