using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>What Salesforce names and does not carry.</summary>
internal static class SalesforceWants
{
    private static readonly string[] OfPerson = ["Name", "FirstName", "LastName", "Email"];

    /// <summary>What a message leaves open: empty fields, which it leaves out; names and addresses of contacts; a record that is gone.</summary>
    public static IEnumerable<CrmObject> Of(SalesforceRecord record) => record.ObjectType switch
    {
        SalesforceOpportunity.ObjectType when record.IsEmpty || !record.Tells("Amount") || !record.Tells("CloseDate") => Wanted(record),
        SalesforceContactRole.ObjectType => Wanted(record),
        SalesforceActivity.Task or SalesforceActivity.Event when record.IsEmpty => Wanted(record),
        _ => [],
    };

    /// <summary>What a change leaves open, whose type is such as GAP_UPDATE.</summary>
    public static IEnumerable<CrmObject> Of(SalesforceRecord record, string happened) => record.ObjectType switch
    {
        // Whether a stage ends the deal: an update need not say so again.
        SalesforceOpportunity.ObjectType => IsGap(happened) || (happened is "UPDATE" && record.Tells("StageName") && !record.Tells("IsClosed")) ? Wanted(record) : [],
        SalesforceActivity.Task or SalesforceActivity.Event => happened is "CREATE" ? [] : Wanted(record),
        SalesforceContactRole.ObjectType => Wanted(record),
        SalesforceTypes.Contact => IsGap(happened) || (happened is "UPDATE" && OfPerson.Any(record.Tells)) ? Wanted(record) : [],
        _ => [],
    };

    /// <summary>Not an overflow: which records that was about, Salesforce itself no longer says.</summary>
    private static bool IsGap(string happened) => happened is "GAP_CREATE" or "GAP_UPDATE" or "GAP_DELETE" or "GAP_UNDELETE";

    private static CrmObject[] Wanted(SalesforceRecord record) =>
        record.OptionalId("Id") is { } id && SalesforceTypes.Wanted(id) is { } wanted ? [wanted] : [];
}
