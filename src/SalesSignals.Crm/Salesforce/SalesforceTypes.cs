using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>The objects of Salesforce that we read: what of them is asked for, and how their ids begin.</summary>
internal static class SalesforceTypes
{
    public const string History = "OpportunityHistory";
    public const string Contact = "Contact";
    public const string User = "User";

    public const string TaskPrefix = "00T";
    public const string EventPrefix = "00U";
    public const string RolePrefix = "00K";
    public const string ContactPrefix = "003";

    /// <summary>Some exist only with several currencies or sales processes, and any may be hidden: only those there are, are asked for.</summary>
    public static string[] FieldsOf(string type) => type switch
    {
        SalesforceOpportunity.ObjectType =>
        [
            "Id", "IsDeleted", "Name", "StageName", "Amount", "CurrencyIsoCode", "CloseDate", "IsClosed", "IsWon", "OwnerId", "ForecastCategory",
            "RecordTypeId", "CreatedDate", "LastModifiedDate", "SystemModstamp",
        ],
        History => ["Id", "OpportunityId", "StageName", "Amount", "CloseDate", "CreatedDate"],
        SalesforceActivity.Task =>
        [
            "Id", "IsDeleted", "WhatId", "WhoId", "TaskSubtype", "Type", "Status", "IsClosed", "ActivityDate", "CompletedDateTime", "CallType",
            "CallDurationInSeconds", "CallDisposition", "Subject", "Description", "LastModifiedDate", "SystemModstamp",
        ],
        SalesforceActivity.Event =>
        [
            "Id", "IsDeleted", "WhatId", "WhoId", "StartDateTime", "EndDateTime", "DurationInMinutes", "IsAllDayEvent", "ActivityDateTime", "ActivityDate",
            "Description", "LastModifiedDate", "SystemModstamp",
        ],
        SalesforceContactRole.ObjectType => ["Id", "IsDeleted", "OpportunityId", "ContactId", "Role", "LastModifiedDate", "SystemModstamp"],
        Contact => ["Name", "Email", "SystemModstamp"],
        User => ["Id", "Name", "Email", "IsActive", "Department"],
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>How an object is named where only its id was told; null where it is none of our concern.</summary>
    public static CrmObject? Wanted(string id) => id switch
    {
        _ when SalesforceId.IsOf(id, SalesforceOpportunity.IdPrefix) => new(CrmObjectKind.Deal, id),
        _ when SalesforceId.IsOf(id, TaskPrefix) => new(CrmObjectKind.Task, id),
        _ when SalesforceId.IsOf(id, EventPrefix) => new(CrmObjectKind.Meeting, id),
        _ when SalesforceId.IsOf(id, ContactPrefix) || SalesforceId.IsOf(id, RolePrefix) => new(CrmObjectKind.Contact, id),
        _ => null,
    };
}
