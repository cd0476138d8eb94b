using System.Globalization;
using System.Text.Json.Nodes;

namespace SalesSignals.StandIns.Salesforce;

internal enum SalesforceFieldKind
{
    Text,
    Flag,
    Number,
    Day,
    Instant,
}

/// <summary>The objects of the stand-in and the types of their fields.</summary>
internal static class SalesforceSchema
{
    public static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["Opportunity"] =
        [
            "Id", "IsDeleted", "Name", "StageName", "Amount", "CurrencyIsoCode", "CloseDate", "IsClosed", "IsWon", "OwnerId", "ForecastCategory", "RecordTypeId",
            "CreatedDate", "LastModifiedDate", "SystemModstamp", "LastStageChangeDate", "Probability",
        ],
        ["OpportunityHistory"] = ["Id", "IsDeleted", "OpportunityId", "StageName", "Amount", "CloseDate", "CreatedDate", "Probability"],
        ["Task"] =
        [
            "Id", "IsDeleted", "IsArchived", "WhatId", "What.Type", "WhoId", "TaskSubtype", "Type", "Status", "IsClosed", "ActivityDate", "CompletedDateTime", "CallType",
            "CallDurationInSeconds", "CallDisposition", "Subject", "Description", "LastModifiedDate", "SystemModstamp",
        ],
        ["Event"] =
        [
            "Id", "IsDeleted", "IsArchived", "WhatId", "What.Type", "WhoId", "StartDateTime", "EndDateTime", "DurationInMinutes", "IsAllDayEvent", "ActivityDateTime",
            "ActivityDate", "Description", "LastModifiedDate", "SystemModstamp",
        ],
        ["OpportunityContactRole"] =
        [
            "Id", "IsDeleted", "OpportunityId", "ContactId", "Contact.Name", "Contact.Email", "Contact.SystemModstamp", "Role", "LastModifiedDate", "SystemModstamp",
        ],
        ["Contact"] = ["Id", "Name", "Email", "SystemModstamp"],
        ["User"] = ["Id", "Name", "Email", "IsActive", "Department", "UserType"],
    };

    private static readonly HashSet<string> Instants =
        ["CreatedDate", "LastModifiedDate", "SystemModstamp", "LastStageChangeDate", "CompletedDateTime", "StartDateTime", "EndDateTime", "ActivityDateTime"];

    public static SalesforceFieldKind KindOf(string field) => field.Split('.')[^1] switch
    {
        "IsDeleted" or "IsClosed" or "IsWon" or "IsArchived" or "IsAllDayEvent" or "IsActive" => SalesforceFieldKind.Flag,
        "Amount" or "Probability" or "CallDurationInSeconds" or "DurationInMinutes" => SalesforceFieldKind.Number,
        "CloseDate" or "ActivityDate" => SalesforceFieldKind.Day,
        var name => Instants.Contains(name) ? SalesforceFieldKind.Instant : SalesforceFieldKind.Text,
    };

    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (string one, string other) => string.CompareOrdinal(one, other),
        _ => Comparer<object?>.Default.Compare(left, right),
    };

    public static JsonNode? Json(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        decimal number => JsonValue.Create(number),
        DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset at => JsonValue.Create(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture)),
        _ => JsonValue.Create((string)value),
    };
}
