using System.Globalization;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.StandIns.Salesforce;

/// <summary>Dull deals, made up field by field when they are asked for, so that tens of thousands of them take little room.</summary>
internal static class SalesforceManyDeals
{
    private static readonly DateTimeOffset Begin = Stories.Begin;
    private static readonly string[] StageNames = ["Qualification", "Needs Analysis", "Proposal/Price Quote"];

    public static IEnumerable<(string Type, string Id, Func<string, object?> Row)> Of(int index)
    {
        var number = (100_000_000 + index).ToString(CultureInfo.InvariantCulture);
        var deal = SalesforceIds.Deal(number);
        yield return ("Opportunity", deal, field => Opportunity(index, deal, field));
        for (var i = 0; i < StageNames.Length; i++)
        {
            var (row, id) = (i, SalesforceIds.History($"{number}{i:000}"));
            yield return ("OpportunityHistory", id, field => History(index, row, id, deal, field));
        }

        for (var i = 0; i < 2; i++)
        {
            var (isCall, id) = (i == 0, SalesforceIds.Task($"{number}{i:000}"));
            yield return ("Task", id, field => Task(index, isCall, id, deal, field));
        }

        var meeting = SalesforceIds.Event(number);
        yield return ("Event", meeting, field => Event(index, meeting, deal, field));
        var (role, contact) = (SalesforceIds.ContactRole(number), SalesforceIds.Contact(number));
        yield return ("OpportunityContactRole", role, field => Role(index, role, contact, deal, field));
    }

    private static object? Opportunity(int index, string id, string field) => field switch
    {
        "Id" => id,
        "Name" => $"Deal {index}",
        "StageName" => IsWon(index) ? "Closed Won" : StageNames[^1],
        "Amount" => Amount(index, StageNames.Length - 1),
        "CurrencyIsoCode" => "EUR",
        "CloseDate" => DateOnly.FromDateTime(Begin.UtcDateTime).AddDays(120),
        "IsClosed" or "IsWon" => IsWon(index),
        "OwnerId" => SalesforceIds.Owner("31"),
        "ForecastCategory" => IsWon(index) ? "Closed" : "Pipeline",
        "CreatedDate" => CreatedAt(index),
        "IsDeleted" or "IsArchived" => false,
        "LastModifiedDate" or "SystemModstamp" or "LastStageChangeDate" => MovedAt(index, StageNames.Length - 1),
        _ => null,
    };

    private static object? History(int index, int row, string id, string deal, string field) => field switch
    {
        "Id" => id,
        "OpportunityId" => deal,
        "StageName" => row == StageNames.Length - 1 && IsWon(index) ? "Closed Won" : StageNames[row],
        "Amount" => Amount(index, row),
        "CloseDate" => DateOnly.FromDateTime(Begin.UtcDateTime).AddDays(120),
        "CreatedDate" => MovedAt(index, row),
        "IsDeleted" or "IsArchived" => false,
        _ => null,
    };

    private static object? Task(int index, bool isCall, string id, string deal, string field) => field switch
    {
        "Id" => id,
        "WhatId" => deal,
        "What.Type" => "Opportunity",
        "TaskSubtype" => isCall ? "Call" : "Task",
        "CallType" => isCall ? "Outbound" : null,
        "CallDurationInSeconds" => isCall ? 600m : null,
        "Status" => isCall ? "Completed" : "Not Started",
        "IsClosed" => isCall,
        "CompletedDateTime" => isCall ? CreatedAt(index).AddDays(3) : null,
        "ActivityDate" => DateOnly.FromDateTime(Begin.UtcDateTime).AddDays(isCall ? 3 : 100),
        "IsDeleted" or "IsArchived" => false,
        "LastModifiedDate" or "SystemModstamp" => CreatedAt(index).AddDays(3),
        _ => null,
    };

    private static object? Event(int index, string id, string deal, string field) => field switch
    {
        "Id" => id,
        "WhatId" => deal,
        "What.Type" => "Opportunity",
        "StartDateTime" => CreatedAt(index).AddDays(6),
        "EndDateTime" => CreatedAt(index).AddDays(6).AddMinutes(30),
        "IsDeleted" or "IsArchived" or "IsAllDayEvent" => false,
        "LastModifiedDate" or "SystemModstamp" => CreatedAt(index).AddDays(5),
        _ => null,
    };

    private static object? Role(int index, string id, string contact, string deal, string field) => field switch
    {
        "Id" => id,
        "OpportunityId" => deal,
        "ContactId" => contact,
        "Contact.Name" => $"Buyer {index}",
        "Contact.Email" => $"buyer{index}@customer.example",
        "Role" => "Decision Maker",
        "IsDeleted" or "IsArchived" => false,
        "LastModifiedDate" or "SystemModstamp" or "Contact.SystemModstamp" => CreatedAt(index),
        _ => null,
    };

    private static bool IsWon(int index) => index % 10 == 9;

    private static decimal Amount(int index, int row) => 1000m + (index * 10) + (row * 500);

    private static DateTimeOffset CreatedAt(int index) => Begin.AddMinutes(index % 10_000);

    private static DateTimeOffset MovedAt(int index, int row) => CreatedAt(index).AddDays(row * 10);
}
