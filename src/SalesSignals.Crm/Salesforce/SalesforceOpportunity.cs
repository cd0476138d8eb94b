using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>What an opportunity tells of a deal.</summary>
internal static class SalesforceOpportunity
{
    public const string ObjectType = "Opportunity";
    public const string IdPrefix = "006";

    /// <param name="url">The deal's page; null where it is not known.</param>
    public static DealFields Read(SalesforceRecord record, string? url) => new()
    {
        Name = record.Told("Name", name => EventText.Name(record.Text(name))),
        Pipeline = record.Told("RecordTypeId", record.OptionalId),
        Stage = Stage(record),
        Amount = record.Told("Amount", record.Number),
        Currency = record.Told("CurrencyIsoCode", name => EventText.Currency(record.Text(name), name)),
        CloseOn = record.Told("CloseDate", record.Date),
        OwnerId = record.Told("OwnerId", record.OptionalId),
        ForecastCategory = ForecastCategory(record),
        Url = url is null ? default : new(url),
        Status = Status(record),
        CreatedAt = record.Told("CreatedDate", record.Instant),
    };

    /// <summary>What a row of an opportunity's history has.</summary>
    public static DealFields ReadDated(SalesforceRecord row) => new()
    {
        Stage = Stage(row),
        Amount = row.Told("Amount", row.Number),
        CloseOn = row.Told("CloseDate", row.Date),
    };

    private static Told<string> Stage(SalesforceRecord record) =>
        record.Told("StageName", name => record.Text(name) is { } stage ? EventText.Id(stage, name) : null);

    /// <summary>Of its two fields the one that an administrator cannot rename.</summary>
    private static Told<string> ForecastCategory(SalesforceRecord record) =>
        record.Told(record.Tells("ForecastCategory") ? "ForecastCategory" : "ForecastCategoryName", name => record.Text(name) switch
        {
            "Forecast" => "commit",
            "MostLikely" => "most-likely",
            var category => EventText.ForecastCategory(category),
        });

    private static Told<DealStatus?> Status(SalesforceRecord record) => (record.Flag("IsClosed"), record.Flag("IsWon")) switch
    {
        (_, true) => DealStatus.Won,
        (false, _) => DealStatus.Open,
        (true, false) => DealStatus.Lost,

        // Closed, but how is not told: then the stage must say.
        _ => default(Told<DealStatus?>),
    };
}
