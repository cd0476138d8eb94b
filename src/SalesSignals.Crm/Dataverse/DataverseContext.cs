using System.Text.Json;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Dataverse;

/// <summary>
/// What stands first within one second, the finest time that Dataverse's columns know: a row is created before it is changed, and
/// changed before it is deleted. What an image says of columns that a change left alone held before any change of that second.
/// </summary>
internal enum DataverseOrder
{
    Created,
    Standing,
    Updated,
    Deleted,
}

/// <summary>The RemoteExecutionContext of one operation. Read as JSON: its types depend on the version and settings of the sender.</summary>
internal sealed class DataverseContext
{
    public const string HostHeader = "x-ms-dynamics-organization";
    public const string SizeExceededHeader = "x-ms-dynamics-msg-size-exceeded";

    /// <summary>The stage after the operation itself.</summary>
    private const int PostOperation = 40;

    /// <summary>An image of its own that Dataverse adds for the job list.</summary>
    private const string SystemImage = "AsynchronousStepPrimaryName";

    private readonly JsonElement _json;
    private readonly Delivery _delivery;

    public DataverseContext(JsonElement json, Delivery delivery)
    {
        _json = json.ValueKind is JsonValueKind.Object ? json : throw new UnreadableEventException("An event must be an object.");
        _delivery = delivery;
        Message = DataverseJson.MemberText(json, "MessageName") ?? throw new UnreadableEventException("MessageName is missing.");
        Table = DataverseJson.MemberText(json, "PrimaryEntityName") ?? "none";
    }

    /// <summary>What was done, such as <c>Update</c>.</summary>
    public string Message { get; }

    /// <summary>The table it was done to, such as <c>opportunity</c>; <c>none</c> for links.</summary>
    public string Table { get; }

    public string? OrganisationId => DataverseJson.Id(_json, "OrganizationId");

    /// <summary>The environment's host, such as <c>contoso.crm4.dynamics.com</c>; null where no header tells one.</summary>
    public string? Host => _delivery.Headers.GetValueOrDefault(HostHeader) is { } host && host.Contains('.', StringComparison.Ordinal)
        && Uri.CheckHostName(host) is UriHostNameType.Dns
            ? host.ToLowerInvariant()
            : null;

    public JsonElement? Input(string name) => Find("InputParameters", name);

    /// <summary>The changed row; images are none of it.</summary>
    public JsonElement Target => Input("Target") ?? throw Missing("Target");

    /// <summary>Whether Dataverse took the values out because they were too many.</summary>
    public bool IsStripped => _delivery.Headers.ContainsKey(SizeExceededHeader) && !DataverseJson.Pairs(_json, "InputParameters").Any();

    /// <summary>What the images of one kind tell together; null where the step has none.</summary>
    public DataverseRow? Image(string kind)
    {
        JsonElement[] images = [.. DataverseJson.Pairs(_json, kind).Where(image => image.Key != SystemImage).Select(image => image.Value)];
        return images.Length > 0 ? DataverseRow.Read(images) : null;
    }

    /// <summary>The row it was done to.</summary>
    public string RowId(JsonElement? target) =>
        DataverseJson.Id(_json, "PrimaryEntityId") ?? (target is { } row ? DataverseJson.Id(row, "Id") : null)
        ?? throw new UnreadableEventException("PrimaryEntityId is missing.");

    /// <summary>What tells this operation on this row from others. Sent again, it has the same id.</summary>
    public string Id(string rowId)
    {
        var operation = DataverseJson.Id(_json, "OperationId") ?? DataverseJson.Id(_json, "RequestId") ?? DataverseJson.Id(_json, "CorrelationId")
            ?? throw new UnreadableEventException("OperationId is missing.");
        var step = DataverseJson.Member(_json, "OwningExtension") is { } extension ? DataverseJson.Id(extension, "Id") : null;
        return EventText.Id($"{OrganisationId}:{operation}:{step}:{Table}:{rowId}:{Message}", "The event's id");
    }

    /// <summary>When it happened: by the row's own <c>modifiedon</c>, else when the operation was queued.</summary>
    public DateTimeOffset At(DataverseOrder order, DataverseRow? row = null)
    {
        var (at, member) = row?.Instant("modifiedon") is { } modifiedAt
            ? (modifiedAt, "modifiedon")
            : (OperationCreatedAt(), "OperationCreatedOn");
        return EventText.OccurredAt(at, _delivery.ReceivedAt, member).AddTicks((long)order);
    }

    /// <summary>A step that runs earlier tells what may never come to be, or before it has its final values.</summary>
    public void MustHaveHappened()
    {
        if (DataverseJson.Member(_json, "Stage") is { ValueKind: JsonValueKind.Number } stage && !(stage.TryGetInt32(out var number) && number == PostOperation))
        {
            throw new UnreadableEventException("The step runs before the operation is done; register it for stage PostOperation.");
        }
    }

    public UnreadableEventException Missing(string parameter) => new(_delivery.Headers.ContainsKey(SizeExceededHeader)
        ? $"Dataverse left out the values of this {Message} of {Table}, because they exceed 256 KB. It has to be read from the Dataverse API. Select fewer columns for the step's images."
        : $"InputParameters holds no {parameter}. It has to be read from the Dataverse API.");

    private DateTimeOffset OperationCreatedAt() => DataverseJson.MemberText(_json, "OperationCreatedOn") is { } text
        ? DataverseDate.Parse(text, "OperationCreatedOn")
        : throw new UnreadableEventException("Neither modifiedon nor OperationCreatedOn is there.");

    private JsonElement? Find(string parameters, string name)
    {
        JsonElement? found = null;
        foreach (var (key, value) in DataverseJson.Pairs(_json, parameters))
        {
            found = key == name && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : found;
        }

        return found;
    }
}
