using System.Text.Json.Nodes;
using SalesSignals.Settings;

namespace SalesSignals.Tests.Settings;

public sealed class SettingsSchemaTests
{
    private static readonly JsonObject Schema = SettingsSchema.Create();

    [Fact]
    public void An_Empty_Document_Satisfies_The_Schema()
    {
        Assert.Equal("object", (string?)Schema["type"]);
        Assert.Null(Schema["required"]);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)Schema["$schema"]);
    }

    [Fact]
    public void Every_Setting_Has_A_Description_And_Unknown_Ones_Are_Refused()
    {
        var objects = Objects(Schema).ToList();

        Assert.True(objects.Count > 10);
        foreach (var settings in objects)
        {
            Assert.False((bool?)settings["additionalProperties"]);
            Assert.All(settings["properties"]!.AsObject(), setting => Assert.NotNull(setting.Value!["description"]));
        }
    }

    [Fact]
    public void Every_Number_Has_Limits_And_A_Default_Within_Them()
    {
        var numbers = Objects(Schema)
            .SelectMany(settings => settings["properties"]!.AsObject())
            .Where(setting => (setting.Value!["type"] as JsonValue)?.ToString() == "integer")
            .ToList();

        Assert.True(numbers.Count >= 10);
        Assert.All(numbers, number => Assert.InRange((int)number.Value!["default"]!, (int)number.Value["minimum"]!, (int)number.Value["maximum"]!));
    }

    [Fact]
    public void An_Override_Has_The_Shape_Of_The_Rules() =>
        Assert.Equal("#/properties/rules", (string?)Schema["properties"]!["overrides"]!["items"]!["properties"]!["rules"]!["$ref"]);

    [Fact]
    public void Stages_Times_And_Days_Are_Spelled_Out()
    {
        var calendar = Schema["properties"]!["calendar"]!["properties"]!;
        var stages = Schema["properties"]!["pipelines"]!["additionalProperties"]!["properties"]!["stages"]!["additionalProperties"]!;

        Assert.Contains("negotiation", stages["enum"]!.AsArray().Select(stage => (string?)stage));
        Assert.Equal("09:00", (string?)calendar["startsAt"]!["default"]);
        Assert.Equal("string", (string?)calendar["startsAt"]!["type"]);
        Assert.Contains("monday", calendar["workingDays"]!["items"]!["enum"]!.AsArray().Select(day => (string?)day));
        var team = calendar["teams"]!["additionalProperties"]!["properties"]!;
        Assert.Equal((string?)calendar["startsAt"]!["pattern"], (string?)team["startsAt"]!["pattern"]);
        Assert.Equal("date", (string?)team["holidays"]!["items"]!["format"]);
        Assert.Equal("date", (string?)calendar["holidays"]!["items"]!["format"]);
    }

    [Fact]
    public void The_Stages_That_Settings_May_Name_Are_Those_That_Deals_Have() =>
        Assert.Equal(Enum.GetValues<SalesSignals.Deals.DealStage>().Select(stage => SalesSignals.Deals.DealStages.Name(stage)), SettingsValidator.CanonicalStages);

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => (found["properties"] is JsonObject ? new[] { found } : []).Concat(found.SelectMany(child => Objects(child.Value))),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
