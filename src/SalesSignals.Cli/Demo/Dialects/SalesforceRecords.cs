using System.Collections.Immutable;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Facts of a story as the fields of Salesforce's records; null where a field is empty.</summary>
internal static class SalesforceRecords
{
    /// <summary>Salesforce's default stages and, for commit, one of the customer's own.</summary>
    public static readonly ImmutableSortedDictionary<string, string> Stages = new Dictionary<string, string>
    {
        ["qualified"] = "Qualification",
        ["discovery"] = "Needs Analysis",
        ["evaluation"] = "Value Proposition",
        ["proposal"] = "Proposal/Price Quote",
        ["negotiation"] = "Negotiation/Review",
        ["commit"] = "Verbal Commit",
        ["won"] = "Closed Won",
        ["lost"] = "Closed Lost",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static Dictionary<string, object?> Opportunity(string deal, DealFields fields, DateTimeOffset modifiedAt) => new()
    {
        ["Id"] = SalesforceIds.Deal(deal),
        ["Amount"] = fields.Amount.Value,
        ["CloseDate"] = fields.CloseOn.Value,
        ["CreatedDate"] = fields.CreatedAt.Value,
        ["CurrencyIsoCode"] = fields.Currency.Value,
        ["ForecastCategory"] = ForecastCategory(fields.ForecastCategory.Value, fields.Stage.Value),
        ["IsClosed"] = fields.Stage.Value is "won" or "lost",
        ["IsWon"] = fields.Stage.Value is "won",
        ["LastModifiedDate"] = modifiedAt,
        ["Name"] = fields.Name.Value,
        ["OwnerId"] = fields.OwnerId.Value is { } owner ? SalesforceIds.Owner(owner) : null,
        ["StageName"] = fields.Stage.Value is { } stage ? Stages.GetValueOrDefault(stage, stage) : null,
        ["SystemModstamp"] = modifiedAt,
    };

    public static Dictionary<string, object?> ContactRole(string deal, ContactFacts contact, DateTimeOffset modifiedAt) => new()
    {
        ["Id"] = SalesforceIds.ContactRole(contact.Id),
        ["ContactId"] = SalesforceIds.Contact(contact.Id),
        ["LastModifiedDate"] = modifiedAt,
        ["OpportunityId"] = SalesforceIds.Deal(deal),
        ["Role"] = contact.Role switch
        {
            BuyingRole.Champion => "Executive Sponsor",
            BuyingRole.DecisionMaker => "Decision Maker",
            BuyingRole.EconomicBuyer => "Economic Buyer",
            BuyingRole.Influencer => "Influencer",
            BuyingRole.User => "Business User",
            BuyingRole.Blocker => "Blocker",
            _ => null,
        },
        ["SystemModstamp"] = modifiedAt,
    };

    /// <summary>A meeting is an event; all else is a task.</summary>
    public static bool IsEvent(ActivityFacts activity) => activity.Kind is ActivityKind.Meeting;

    public static Dictionary<string, object?> Event(string deal, ActivityFacts meeting, string? text, DateTimeOffset modifiedAt) => new()
    {
        ["Id"] = SalesforceIds.Event(meeting.Id),
        ["Description"] = text,
        ["EndDateTime"] = meeting.EndsAt,
        ["IsAllDayEvent"] = false,
        ["LastModifiedDate"] = modifiedAt,
        ["StartDateTime"] = meeting.StartsAt,
        ["SystemModstamp"] = modifiedAt,
        ["WhatId"] = SalesforceIds.Deal(deal),
        ["WhoId"] = Who(meeting),
    };

    public static Dictionary<string, object?> Task(string deal, ActivityFacts activity, string? text, DateTimeOffset modifiedAt)
    {
        var isCall = activity.Kind is ActivityKind.Call;
        var isOver = activity.Status is not (null or ActivityStatus.Planned);
        var endedAt = activity.EndsAt ?? activity.StartsAt ?? modifiedAt;
        return new()
        {
            ["Id"] = SalesforceIds.Task(activity.Id),
            ["ActivityDate"] = (activity.DueAt ?? activity.StartsAt) is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null,
            ["CallDisposition"] = isCall && activity.Status is ActivityStatus.NoShow ? "No answer" : null,
            ["CallDurationInSeconds"] = isCall && activity.EndsAt - activity.StartsAt is { } lasted ? (decimal)lasted.TotalSeconds : null,
            ["CallType"] = isCall ? activity.Direction?.ToString() : null,
            ["CompletedDateTime"] = isOver ? endedAt : null,
            ["Description"] = text,
            ["IsClosed"] = isOver,
            ["LastModifiedDate"] = modifiedAt,
            ["Status"] = isOver ? "Completed" : "Not Started",
            ["SystemModstamp"] = modifiedAt,
            ["TaskSubtype"] = isCall ? "Call" : activity.Kind is ActivityKind.Email ? "Email" : "Task",
            ["WhatId"] = SalesforceIds.Deal(deal),
            ["WhoId"] = Who(activity),
        };
    }

    private static string? Who(ActivityFacts activity) => activity.ContactIds is [var first, ..] ? SalesforceIds.Contact(first) : null;

    private static string? ForecastCategory(string? category, string? stage) => (category, stage) switch
    {
        (_, "won") => "Closed",
        (_, "lost") => "Omitted",
        ("commit", _) => "Forecast",
        ("best-case", _) => "BestCase",
        ("omitted", _) => "Omitted",
        (null, _) => null,
        _ => "Pipeline",
    };
}
