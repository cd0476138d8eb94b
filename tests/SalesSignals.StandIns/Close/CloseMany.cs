using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.StandIns.Close;

/// <summary>Simple deals by their number.</summary>
internal static class CloseMany
{
    /// <summary>Has simple deals, each of a lead with two contacts, three activities, a task and two moves.</summary>
    public static void AddMany(this CloseStandIn close, int deals)
    {
        for (var i = 0; i < deals; i++)
        {
            Put(close, "opportunity", Opportunity(i));
            foreach (var contact in (JsonObject[])[Contact(i, "a", "Ada Lake"), Contact(i, "b", "Bo Stone")])
            {
                Put(close, "contact", contact);
            }

            foreach (var activity in Activities(i))
            {
                Put(close, "activity", activity);
            }
        }
    }

    private static void Put(CloseStandIn close, string type, JsonObject data) => close.Records.Put(type, data["id"]!.GetValue<string>(), data);

    private static string Key(int index) => string.Create(CultureInfo.InvariantCulture, $"many{index}");

    /// <summary>Every tenth is won, and every seventh of the others lost; three at a time were created in the same moment.</summary>
    private static JsonObject Opportunity(int index)
    {
        var (createdAt, type) = (CreatedAt(index), Type(index));
        var changedAt = createdAt.AddDays(6);
        return new()
        {
            ["id"] = CloseIds.Opportunity(Key(index)),
            ["lead_id"] = CloseIds.Lead(Key(index)),
            ["lead_name"] = $"Customer {index}",
            ["contact_id"] = CloseIds.Contact($"{Key(index)}a"),
            ["contact_name"] = "Ada Lake",
            ["user_id"] = CloseIds.User(index % 2 == 0 ? "31" : "32"),
            ["status_id"] = CloseIds.Status(type == "active" ? "evaluation" : type),
            ["status_type"] = type,
            ["pipeline_id"] = CloseIds.Pipeline,
            ["value"] = 100_000 + index,
            ["value_currency"] = "EUR",
            ["date_won"] = type == "won" ? CloseIds.Day(changedAt) : "2026-12-15",
            ["date_lost"] = type == "lost" ? CloseIds.Day(changedAt) : null,
            ["date_created"] = CloseIds.Time(createdAt),
            ["date_updated"] = CloseIds.Time(changedAt),
        };
    }

    private static IEnumerable<JsonObject> Activities(int index)
    {
        var (createdAt, deal) = (CreatedAt(index), new JsonObject { ["id"] = CloseIds.Opportunity(Key(index)), ["lead_id"] = CloseIds.Lead(Key(index)) });
        var type = Type(index);
        JsonNode qualified = CloseIds.Status("qualified"), discovery = CloseIds.Status("discovery"), active = "active";
        yield return CloseRecords.StatusChange($"acti_{Key(index)}s1", deal, qualified, active, discovery, active, createdAt.AddDays(2));
        yield return CloseRecords.StatusChange(
            $"acti_{Key(index)}s2", deal, discovery, active, CloseIds.Status(type == "active" ? "evaluation" : type), type, createdAt.AddDays(6));
        yield return Activity(index, "1", "Call", createdAt.AddDays(1), ("status", "completed"), ("direction", "outbound"), ("disposition", "answered"), ("duration", 600));
        yield return Activity(index, "2", "Email", createdAt.AddDays(3), ("status", "inbox"), ("direction", "incoming"));
        yield return Activity(index, "3", "Note", createdAt.AddDays(4), ("note", "They agreed to send the plans by Friday."));
        yield return Activity(index, "4", "lead", createdAt.AddDays(5), ("date", "2026-12-01"), ("is_complete", false));
    }

    private static string Type(int index) => index % 10 == 9 ? "won" : index % 7 == 6 ? "lost" : "active";

    private static DateTimeOffset CreatedAt(int index) => Stories.Begin.AddMinutes(index / 3);

    private static JsonObject Contact(int index, string letter, string name) => new()
    {
        ["id"] = CloseIds.Contact($"{Key(index)}{letter}"),
        ["lead_id"] = CloseIds.Lead(Key(index)),
        ["name"] = name,
        ["emails"] = new JsonArray(new JsonObject { ["type"] = "office", ["email"] = $"{letter}@customer{index}.example" }),
        ["date_created"] = CloseIds.Time(CreatedAt(index)),
        ["date_updated"] = CloseIds.Time(CreatedAt(index)),
    };

    private static JsonObject Activity(int index, string number, string type, DateTimeOffset at, params (string Name, JsonNode? Value)[] rest)
    {
        var activity = new JsonObject
        {
            ["id"] = $"{(type == "lead" ? "task" : "acti")}_{Key(index)}n{number}",
            ["_type"] = type,
            ["lead_id"] = CloseIds.Lead(Key(index)),
            ["contact_id"] = CloseIds.Contact($"{Key(index)}a"),
            ["activity_at"] = CloseIds.Time(at),
            ["date_created"] = CloseIds.Time(at),
            ["date_updated"] = CloseIds.Time(at),
        };
        foreach (var (name, value) in rest)
        {
            activity[name] = value;
        }

        return activity;
    }
}
