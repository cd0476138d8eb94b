using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>A row that another one points at: an EntityReference, or the head of an Entity.</summary>
internal sealed record DataverseReference(string Table, string Id, string? Name)
{
    public static DataverseReference Read(JsonElement element, string member) => element.ValueKind is JsonValueKind.Object
        ? new(
            DataverseJson.MemberText(element, "LogicalName") ?? throw new UnreadableEventException($"{member} does not say which table it points at."),
            DataverseJson.Id(element, "Id") ?? throw new UnreadableEventException($"{member} does not say which row it points at."),
            EventText.Name(DataverseJson.MemberText(element, "Name")))
        : throw new UnreadableEventException($"{member} must be an EntityReference.");
}
