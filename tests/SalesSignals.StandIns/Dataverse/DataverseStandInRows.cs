using System.Globalization;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using Columns = System.Collections.Generic.Dictionary<string, object>;

namespace SalesSignals.StandIns.Dataverse;

/// <summary>The rows of an environment.</summary>
internal sealed class DataverseStandInRows
{
    private const string ActivityColumns = "statecode,statuscode,scheduledstart,scheduledend,actualstart,actualend,senton,description";

    private readonly Dictionary<string, DataverseStandInTable> _tables = new DataverseStandInTable[]
    {
        new("opportunity", "opportunities", "opportunityid", "ownerid,parentcontactid,customerid,transactioncurrencyid", "name,estimatedvalue,estimatedclosedate,actualvalue,actualclosedate,stepname,stageid,new_phase,statecode,statuscode,msdyn_forecastcategory"),
        new("contact", "contacts", "contactid", "", "fullname,emailaddress1"),
        new("connection", "connections", "connectionid", "record1id,record2id,record1roleid,record2roleid", "statecode"),
        new("opportunityclose", "opportunitycloses", "activityid", "opportunityid", "subject"),
        new("appointment", "appointments", "activityid", "regardingobjectid", ActivityColumns),
        new("phonecall", "phonecalls", "activityid", "regardingobjectid", $"{ActivityColumns},directioncode,leftvoicemail"),
        new("email", "emails", "activityid", "regardingobjectid", $"{ActivityColumns},directioncode,isworkflowcreated"),
        new("task", "tasks", "activityid", "regardingobjectid", $"{ActivityColumns},subject"),
        new("annotation", "annotations", "annotationid", "objectid", "subject,notetext"),
        new("audit", "audits", "auditid", "objectid", "operation,objecttypecode"),
        new("systemuser", "systemusers", "systemuserid", "businessunitid", "fullname,internalemailaddress,isdisabled,applicationid,accessmode"),
    }.ToDictionary(table => table.Set, StringComparer.Ordinal);

    private long _version = 90_000_000;

    public DataverseStandInTable? Table(string set) => _tables.GetValueOrDefault(set);

    public DataverseStandInTable Named(string name) => _tables.Values.First(table => table.Name == name);

    public void Load(DealStory story)
    {
        foreach (var operation in DataverseStory.Of(story))
        {
            Do(operation);
        }
    }

    /// <summary>What somebody does, with all that Dataverse does for itself then.</summary>
    public void Do(DataverseOperation operation)
    {
        if (operation.Message is "Delete")
        {
            Named(operation.Table).Remove(operation.Id);
            Put("audit", $"a0d17000-0000-4000-8000-{++_version:D12}", operation.At, new()
            {
                ["objectid"] = new DataverseLookup(operation.Table, operation.Id), ["objecttypecode"] = operation.Table, ["operation"] = 3,
            });
            return;
        }

        Named(operation.Table).Put(new(operation.Id, new(operation.After) { ["versionnumber"] = ++_version }));
        if (operation.Table is "opportunity" && IsClosed(operation.After) && !IsClosed(operation.Before))
        {
            Put("opportunityclose", $"0c105e00-0000-4000-8000-{++_version:D12}", operation.At, new() { ["opportunityid"] = new DataverseLookup("opportunity", operation.Id) });
        }

        if (operation.Table is "opportunity" && operation.After.GetValueOrDefault("ownerid") is DataverseLookup owner && Named("systemuser").Find(owner.Id) is null)
        {
            AddUser(owner.Id, $"User {DataverseIds.OwnerOf(owner.Id)}", $"user{DataverseIds.OwnerOf(owner.Id)}@vendor.example");
        }

        if (operation.Table is "connection" && operation.Message is "Create")
        {
            Mirror(operation);
        }
    }

    public void AddUser(string id, string name, string? email, bool isDisabled = false, string? application = null, int accessMode = 0) => Put("systemuser", id, Stories.Begin, DataverseStory.Row(
        ("fullname", name), ("internalemailaddress", email), ("isdisabled", isDisabled), ("applicationid", application), ("accessmode", accessMode),
        ("businessunitid", new DataverseLookup("businessunit", "b0000000-0000-4000-8000-000000000001", "Contoso EMEA"))));

    /// <summary>Simple deals, each with a contact, an email and a task. One in five is won; some were created in the same second.</summary>
    public void AddMany(int deals)
    {
        for (var i = 0; i < deals; i++)
        {
            Add((1_000_000 + i).ToString(CultureInfo.InvariantCulture), Stories.Begin.AddMinutes(i / 3), isWon: i % 5 == 0);
        }
    }

    public void Put(string table, string id, DateTimeOffset at, Columns columns)
    {
        columns["versionnumber"] = ++_version;
        columns["createdon"] = columns["modifiedon"] = at;
        Named(table).Put(new(id, columns));
    }

    private void Add(string number, DateTimeOffset at, bool isWon)
    {
        var (id, person) = (DataverseIds.Deal(number), new DataverseLookup("contact", DataverseIds.Contact(number), $"Buyer {number}"));
        var (deal, owner) = (new DataverseLookup("opportunity", id), new DataverseLookup("systemuser", DataverseIds.Owner("31")));
        Put("opportunity", id, at, DataverseStory.Row(
            ("name", $"Deal {number}"), ("stepname", "2-Develop"), ("estimatedvalue", new DataverseMoney(1000)), ("estimatedclosedate", new DateOnly(2026, 12, 1)),
            ("actualclosedate", isWon ? DateOnly.FromDateTime(at.UtcDateTime) : null), ("ownerid", owner),
            ("transactioncurrencyid", new DataverseLookup("transactioncurrency", DataverseIds.Currency("EUR"), "EUR")), ("statecode", new DataverseChoice(isWon ? 1 : 0))));
        Put("contact", person.Id, at, DataverseStory.Row(("fullname", person.Name), ("emailaddress1", $"buyer{number}@customer.example")));
        Put("connection", DataverseIds.Connection(number), at, DataverseStory.Row(("record1id", deal), ("record2id", person), ("statecode", new DataverseChoice(0))));
        Put("email", DataverseIds.Activity($"1{number}"), at, DataverseStory.Row(
            ("regardingobjectid", deal), ("statecode", new DataverseChoice(1)), ("senton", at), ("directioncode", true),
            ("parties", (DataverseParty[])[new(1, owner), new(2, person)])));
        Put("task", DataverseIds.Activity($"2{number}"), at, DataverseStory.Row(("regardingobjectid", deal), ("statecode", new DataverseChoice(0)), ("scheduledend", at.AddDays(90))));
        if (isWon)
        {
            Put("opportunityclose", $"0c105e00-0000-4000-8000-{++_version:D12}", at, new() { ["opportunityid"] = deal });
        }
    }

    /// <summary>Dataverse keeps a connection a second time, as seen from its other end.</summary>
    private void Mirror(DataverseOperation operation)
    {
        var mirrored = DataverseStory.Row(
            ("record1id", operation.After["record2id"]), ("record2id", operation.After["record1id"]),
            ("record1roleid", operation.After.GetValueOrDefault("record2roleid")), ("statecode", operation.After["statecode"]));
        Put("connection", operation.Id.Replace("cc000000", "cd000000", StringComparison.Ordinal), operation.At, mirrored);
    }

    private static bool IsClosed(IReadOnlyDictionary<string, object> deal) => deal.GetValueOrDefault("statecode") is DataverseChoice { Value: 1 or 2 };
}
