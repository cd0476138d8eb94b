using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Dataverse;

/// <summary>Contexts as Dataverse posts them, cut down to what matters.</summary>
internal static class Contexts
{
    public const string Key = "k8Jv3mQpX0s7TzWn4bRd6yHcLf1uGa9eViOoPq2SxZt";
    public const string Organisation = "55555555-dddd-ee11-a382-0000000000d1";
    public const string Deal = "33333333-bbbb-ee11-8def-0000000000b1";
    public const string Row = "99999999-bbbb-ee11-9e4a-0000000000b5";
    public const string Person = "99999999-bbbb-ee11-a2d1-0000000000b3";
    public const string User = "11111111-aaaa-ee11-8def-0000000000a1";

    public const string HostHeader = "x-ms-dynamics-organization";
    public const string SizeHeader = "x-ms-dynamics-msg-size-exceeded";

    /// <summary>When the contexts below were queued, as milliseconds.</summary>
    public const long Queued = 1774170300000;

    public static readonly DateTimeOffset QueuedAt = DateTimeOffset.FromUnixTimeMilliseconds(Queued);

    public static CrmSource Source(params string[] secrets) => Source(null, secrets);

    public static CrmSource Source(Action<CrmSourceOptions>? configure, params string[] secrets)
    {
        var options = new CrmSourceOptions { Kind = "Dataverse", Secrets = [.. secrets is [] ? [Key] : secrets] };
        configure?.Invoke(options);
        return CrmSources.Create("crm", options);
    }

    public static Translation Translate(string body, params (string Name, string Value)[] headers) =>
        Source().Translate(Some.Delivery(body, headers));

    public static Translation Sample(string file) => Source().Translate(Some.Delivery(Samples.Read("dataverse/" + file)));

    /// <param name="target">The columns of the target, as <c>name: value</c> pairs of JSON; null for none at all.</param>
    /// <param name="after">The columns of the image after the operation; null for no image.</param>
    public static string Context(
        string message, string table, string? target, string? after = null, string? before = null, string? row = null, string more = "")
    {
        row ??= table == "opportunity" ? Deal : Row;
        var entity = target is null ? "" : $$"""{"key":"Target","value":{{Entity(table, row, target)}}}""";
        return $$"""
            {"MessageName":"{{message}}","PrimaryEntityName":"{{table}}","PrimaryEntityId":"{{row}}","OrganizationId":"{{Organisation}}","Stage":40,
            "OperationId":"477fd4e5-fa13-44eb-b39d-599562d03497","OwningExtension":{"Id":"88888888-eeee-ee11-9ae6-0000000000f1"},
            "OperationCreatedOn":"/Date({{Queued}})/","InputParameters":[{{entity}}],
            "PostEntityImages":[{{Image("PostImage", table, row, after)}}],"PreEntityImages":[{{Image("PreImage", table, row, before)}}]{{more}}}
            """;
    }

    public static string Entity(string table, string row, string columns) =>
        $$"""{"Attributes":[{{columns}}],"Id":"{{row}}","LogicalName":"{{table}}"}""";

    public static string Column(string name, string value) => $$"""{"key":"{{name}}","value":{{value}}}""";

    public static string Columns(params (string Name, string Value)[] columns) => string.Join(',', columns.Select(column => Column(column.Name, column.Value)));

    public static string Reference(string table, string id, string? name = null) =>
        $$"""{"__type":"EntityReference:http:\/\/schemas.microsoft.com\/xrm\/2011\/Contracts","Id":"{{id}}","LogicalName":"{{table}}","Name":{{(name is null ? "null" : $"\"{name}\"")}}}""";

    public static string Option(int value) => $$"""{"__type":"OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts","Value":{{value}}}""";

    public static string Money(string value) => $$"""{"__type":"Money:http://schemas.microsoft.com/xrm/2011/Contracts","Value":{{value}}}""";

    public static string Date(DateTimeOffset at) => $"\"\\/Date({at.ToUnixTimeMilliseconds()})\\/\"";

    public static string Parties(params string[] references) =>
        $$"""{"Entities":[{{string.Join(',', references.Select(reference => $$"""{"Attributes":[{{Column("partyid", reference)}}],"LogicalName":"activityparty"}"""))}}]}""";

    public static string Written(Translation translation)
    {
        var text = new StringBuilder();
        foreach (var fact in translation.Events)
        {
            text.Append(CanonicalEventJson.Write(fact)).Append('\n');
        }

        foreach (var unreadable in translation.Unreadable)
        {
            text.Append("unreadable: ").Append(unreadable.Reason).Append('\n');
        }

        return text.Append("ignored: ").Append(translation.Ignored).Append('\n').ToString();
    }

    private static string Image(string name, string table, string row, string? columns) =>
        columns is null ? "" : $$"""{"key":"{{name}}","value":{{Entity(table, row, columns)}}}""";
}
