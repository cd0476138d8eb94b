using System.Collections.Immutable;

namespace SalesSignals.Cli.Import;

/// <summary>What can be told of a deal in a CSV file.</summary>
internal static class DealColumn
{
    public const string Id = "id";
    public const string Name = "name";
    public const string Owner = "owner";
    public const string Pipeline = "pipeline";

    /// <summary>As it is now: for a deal that is closed this may be won or lost.</summary>
    public const string Stage = "stage";

    /// <summary>Of a deal that is closed, the stage that it was in before.</summary>
    public const string OpenStage = "openStage";
    public const string Status = "status";
    public const string Amount = "amount";
    public const string Currency = "currency";
    public const string CreatedAt = "createdAt";
    public const string StageEnteredAt = "stageEnteredAt";

    /// <summary>The day on which it is to close.</summary>
    public const string CloseDate = "closeDate";

    /// <summary>When it was won or lost.</summary>
    public const string ClosedAt = "closedAt";
    public const string AccountId = "accountId";
    public const string Account = "account";
    public const string ForecastCategory = "forecastCategory";
    public const string Url = "url";

    public static ImmutableArray<string> All { get; } =
    [
        Id, Name, Owner, Pipeline, Stage, OpenStage, Status, Amount, Currency, CreatedAt, StageEnteredAt, CloseDate, ClosedAt, AccountId, Account,
        ForecastCategory, Url,
    ];
}
