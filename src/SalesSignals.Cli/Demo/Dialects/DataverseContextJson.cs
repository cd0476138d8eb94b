using System.Globalization;
using System.Text.Json.Nodes;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>An operation as the RemoteExecutionContext that Dataverse posts: DataContract JSON, with the images that docs/connect/dataverse.md registers.</summary>
internal static class DataverseContextJson
{
    private const string Contracts = ":http://schemas.microsoft.com/xrm/2011/Contracts";
    private const string User = "11111111-aaaa-4e11-8def-0000000000a1";

    private static readonly string[] PartyColumns = ["", "from", "to", "cc", "bcc", "requiredattendees", "optionalattendees", "organizer"];

    /// <param name="operationId">Sent again, an operation has the same.</param>
    public static JsonObject Of(DataverseOperation operation, string operationId) => new()
    {
        ["BusinessUnitId"] = "66666666-dddd-4e11-8def-0000000000d2",
        ["CorrelationId"] = operationId,
        ["Depth"] = 1,
        ["InitiatingUserId"] = User,
        ["InputParameters"] = new JsonArray(Pair("Target", Target(operation))),
        ["IsExecutingOffline"] = false,
        ["IsInTransaction"] = false,
        ["IsolationMode"] = 1,
        ["MessageName"] = operation.Message,
        ["Mode"] = 1,
        ["OperationCreatedOn"] = Date(operation.At),
        ["OperationId"] = operationId,
        ["OrganizationId"] = DataverseIds.Organisation,
        ["OrganizationName"] = "unqcontoso",
        ["OutputParameters"] = operation.Message is "Create" ? new JsonArray(Pair("id", operation.Id)) : new JsonArray(),
        ["OwningExtension"] = new JsonObject
        {
            ["Id"] = "88888888-eeee-4e11-9ae6-0000000000f1",
            ["LogicalName"] = "sdkmessageprocessingstep",
            ["Name"] = $"SalesSignals: {operation.Message} of {operation.Table}",
        },
        ["ParentContext"] = null,
        ["PostEntityImages"] = Image("PostImage", operation, operation.After),
        ["PreEntityImages"] = Image("PreImage", operation, operation.Before),
        ["PrimaryEntityId"] = operation.Id,
        ["PrimaryEntityName"] = operation.Table,
        ["RequestId"] = null,
        ["SecondaryEntityName"] = "none",
        ["SharedVariables"] = new JsonArray(),
        ["Stage"] = 40,
        ["UserId"] = User,
    };

    /// <summary>A new row whole; of one that was changed, what changed; of one that is gone, which it was.</summary>
    private static JsonObject Target(DataverseOperation operation)
    {
        if (operation.Message is "Delete")
        {
            return Reference(new(operation.Table, operation.Id));
        }

        var changed = operation.After.Where(column => column.Key is "modifiedon" || !Same(operation.Before.GetValueOrDefault(column.Key), column.Value));
        var cleared = operation.Before.Keys.Except(operation.After.Keys, StringComparer.Ordinal);
        JsonArray attributes = [.. changed.SelectMany(column => Attributes(column.Key, column.Value)), .. cleared.Select(column => Pair(column, null))];
        var entity = Entity(operation, attributes);
        entity.Insert(0, "__type", "Entity" + Contracts);
        return entity;
    }

    /// <summary>Images leave out what has no value, and have no <c>__type</c>.</summary>
    private static JsonArray Image(string name, DataverseOperation operation, IReadOnlyDictionary<string, object> columns) => columns.Count == 0
        ? []
        : [Pair(name, Entity(operation, [.. columns.SelectMany(column => Attributes(column.Key, column.Value))]))];

    private static JsonObject Entity(DataverseOperation operation, JsonArray attributes) => new()
    {
        ["Attributes"] = attributes,
        ["EntityState"] = null,
        ["FormattedValues"] = new JsonArray(),
        ["Id"] = operation.Id,
        ["KeyAttributes"] = new JsonArray(),
        ["LogicalName"] = operation.Table,
        ["RelatedEntities"] = new JsonArray(),
        ["RowVersion"] = null,
    };

    private static bool Same(object? left, object right) =>
        left is DataverseParty[] parties && right is DataverseParty[] others ? parties.SequenceEqual(others) : Equals(left, right);

    private static IEnumerable<JsonNode> Attributes(string column, object value) => value is DataverseParty[] parties
        ? parties.GroupBy(party => PartyColumns[party.Part]).Select(part => Pair(part.Key, Parties(part)))
        : [Pair(column, Value(value))];

    private static JsonObject Parties(IEnumerable<DataverseParty> parties) => new()
    {
        ["__type"] = "EntityCollection" + Contracts,
        ["Entities"] = new JsonArray([.. parties.Select(party => new JsonObject
        {
            ["Attributes"] = new JsonArray(
                Pair("participationtypemask", Value(new DataverseChoice(party.Part))), Pair("partyid", Reference(party.Person)), Pair("ispartydeleted", false)),
            ["LogicalName"] = "activityparty",
        })]),
        ["EntityName"] = "activityparty",
        ["MoreRecords"] = false,
    };

    private static JsonNode Value(object value) => value switch
    {
        DataverseLookup lookup => Reference(lookup),
        DataverseChoice choice => new JsonObject { ["__type"] = "OptionSetValue" + Contracts, ["Value"] = choice.Value },
        DataverseMoney money => new JsonObject { ["__type"] = "Money" + Contracts, ["Value"] = money.Amount },
        DateTimeOffset at => Date(at),
        DateOnly day => Date(new(day, TimeOnly.MinValue, TimeSpan.Zero)),
        bool flag => flag,
        _ => (string)value,
    };

    private static JsonObject Reference(DataverseLookup lookup) => new()
    {
        ["__type"] = "EntityReference" + Contracts,
        ["Id"] = lookup.Id,
        ["KeyAttributes"] = new JsonArray(),
        ["LogicalName"] = lookup.Table,
        ["Name"] = lookup.Name,
        ["RowVersion"] = null,
    };

    private static JsonObject Pair(string key, JsonNode? value) => new() { ["key"] = key, ["value"] = value };

    private static string Date(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"/Date({at.ToUnixTimeMilliseconds()})/");
}
