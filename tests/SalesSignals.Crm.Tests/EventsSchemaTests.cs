using System.Text;
using System.Text.Json;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests;

/// <summary>docs/events.schema.json is what senders build on: it must say what the reader does.</summary>
public class EventsSchemaTests
{
    private static readonly JsonElement Definitions = Schema().GetProperty("$defs");

    public static TheoryData<string> Examples() =>
    [
        .. Definitions.EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("examples", out _))
            .SelectMany(definition => definition.Value.GetProperty("examples").EnumerateArray())
            .Select(example => example.GetRawText()),
    ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_Documented_Example_Translates(string example)
    {
        var source = Some.StandardWebhooks();

        var translation = source.Translate(Some.Delivery(Encoding.UTF8.GetBytes(example)) with { ReceivedAt = Some.Noon.AddDays(1) });

        Assert.Empty(translation.Unreadable);
        Assert.Equal(1, translation.Events.Count + translation.Ignored);
    }

    [Fact]
    public void Each_Type_Is_Documented_With_An_Example()
    {
        var documented = Definitions.EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("examples", out _) && definition.Name != "envelope")
            .SelectMany(definition => Types(definition.Value));

        Assert.Equal(CanonicalEventReader.Types.Order(), documented.Order());
        Assert.Equal(CanonicalEventReader.Types, Strings(Definitions.GetProperty("type").GetProperty("enum")));
    }

    [Theory]
    [InlineData("activity", "kind")]
    [InlineData("activity", "direction")]
    [InlineData("activity", "status")]
    [InlineData("activity", "cancelledBy")]
    [InlineData("activity", "deliverable")]
    [InlineData("contact", "buyingRole")]
    [InlineData("deal", "status")]
    public void Closed_Sets_Are_Documented_As_They_Are_Read(string definition, string member)
    {
        var documented = Definitions.GetProperty(definition).GetProperty("properties").GetProperty(member).GetProperty("enum");
        var read = (definition, member) switch
        {
            ("activity", "kind") => EventNames.Kinds.All,
            ("activity", "direction") => EventNames.Directions.All,
            ("activity", "status") => EventNames.Statuses.All,
            ("activity", "cancelledBy") => EventNames.Parties.All,
            ("activity", "deliverable") => EventNames.Deliverables.All,
            ("contact", _) => EventNames.BuyingRoles.All,
            _ => EventNames.DealStatuses.All,
        };

        Assert.Equal(read, Strings(documented));
    }

    private static JsonElement Schema()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "events.schema.json")));
        return document.RootElement.Clone();
    }

    private static IEnumerable<string> Types(JsonElement definition)
    {
        var type = definition.GetProperty("properties").GetProperty("type");
        return type.TryGetProperty("const", out var single) ? [single.GetString()!] : Strings(type.GetProperty("enum"));
    }

    private static IEnumerable<string> Strings(JsonElement array) =>
        array.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!);
}
