using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>A table as the Web API knows it.</summary>
/// <param name="Name">Its logical name, such as <c>opportunity</c>.</param>
/// <param name="Set">Its name in addresses, such as <c>opportunities</c>.</param>
/// <param name="Select">The columns to read; null for all there are.</param>
internal sealed record DataverseTable(string Name, string Set, string Id, string? Select)
{
    private const string Always = "createdon,modifiedon,versionnumber";

    public static readonly DataverseTable Contacts = new("contact", "contacts", "contactid", $"contactid,fullname,emailaddress1,{Always}");

    public static readonly DataverseTable Connections = new(
        "connection",
        "connections",
        "connectionid",
        $"connectionid,_record1id_value,_record2id_value,_record1roleid_value,_record2roleid_value,statecode,{Always}");

    public static readonly DataverseTable Closings = new(
        "opportunityclose", "opportunitycloses", "activityid", $"activityid,_opportunityid_value,{Always}");

    public static readonly DataverseTable Audits = new("audit", "audits", "auditid", "auditid,_objectid_value,createdon");

    public static readonly DataverseTable Users = new(
        "systemuser", "systemusers", "systemuserid", "systemuserid,fullname,internalemailaddress,isdisabled,_businessunitid_value");

    /// <summary>The activities that are read, in the order of the parts of a walk.</summary>
    public static readonly IReadOnlyList<DataverseTable> Activities =
    [
        new("appointment", "appointments", "activityid", $"activityid,_regardingobjectid_value,statecode,scheduledstart,scheduledend,{Always}") { HasParties = true },
        new("phonecall", "phonecalls", "activityid", $"activityid,_regardingobjectid_value,statecode,scheduledstart,scheduledend,actualstart,actualend,directioncode,leftvoicemail,description,{Always}") { HasParties = true },
        new("email", "emails", "activityid", $"activityid,_regardingobjectid_value,statecode,statuscode,senton,actualend,directioncode,isworkflowcreated,description,{Always}") { HasParties = true },
        new("task", "tasks", "activityid", $"activityid,_regardingobjectid_value,statecode,scheduledstart,scheduledend,actualend,subject,description,{Always}"),

        // Without the attached file: notes of many megabytes are files.
        new("annotation", "annotations", "annotationid", $"annotationid,_objectid_value,subject,notetext,{Always}") { Regarding = "objectid" },
    ];

    private const string DealColumns =
        $"opportunityid,name,estimatedvalue,estimatedclosedate,actualvalue,actualclosedate,_ownerid_value,stepname,stageid,statecode,msdyn_forecastcategory,_parentcontactid_value,_customerid_value,_transactioncurrencyid_value,{Always}";

    private static readonly string[] KnownStageColumns = ["stepname", "stageid"];

    /// <summary>The column that says which record an activity is about.</summary>
    public string Regarding { get; private init; } = "regardingobjectid";

    /// <summary>Whether people stand in rows of their own beside it.</summary>
    public bool HasParties { get; private init; }

    public string Expand { get; private init; } = "";

    /// <summary>The relation from an activity to its opportunity, as filters name it.</summary>
    public string RegardingDeal => Name is "annotation" ? "objectid_opportunity" : $"regardingobjectid_opportunity_{Name}";

    public string PartiesMember => $"{Name}_activity_parties";

    /// <summary>
    /// The select and expand of a query. Where a column of the customer's own holds the stage, all columns are read: whether it is a
    /// lookup, which would have to be selected by another name, only the environment knows.
    /// </summary>
    public string Query => string.Join('&', ((string?[])[
        Select is null ? null : $"$select={Select}",
        HasParties ? $"$expand={PartiesMember}($select=_partyid_value,participationtypemask)" : Expand.Length > 0 ? $"$expand={Expand}" : null,
    ]).OfType<string>());

    public static DataverseTable Deals(string? stageColumn) => new(
        "opportunity", "opportunities", "opportunityid", stageColumn is null || KnownStageColumns.Contains(stageColumn) ? DealColumns : null)
    {
        Expand = "transactioncurrencyid($select=isocurrencycode)",
    };

    public static DataverseTable Of(CrmObjectKind kind) => Activities[kind switch
    {
        CrmObjectKind.Meeting => 0,
        CrmObjectKind.Call => 1,
        CrmObjectKind.Email => 2,
        CrmObjectKind.Task => 3,
        CrmObjectKind.Note => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    }];
}
