using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.StandIns.Pipedrive;

/// <summary>How the API shows what webhooks tell; it is not all the same.</summary>
internal static class PipedriveShown
{
    /// <summary>What the log of a deal does not speak of: it follows from what it does.</summary>
    private static readonly string[] Unlogged = ["update_time", "stage_change_time", "won_time", "lost_time", "close_time", "archive_time"];

    public static PipedriveStored Of(string entity, long id, JsonObject told)
    {
        // Parsed anew, so that a number is a number of whatever size.
        var data = JsonNode.Parse(told.ToJsonString())!.AsObject();
        var changedAt = data["update_time"] ?? data["add_time"];
        return new(id, DateTimeOffset.Parse(changedAt!.GetValue<string>(), CultureInfo.InvariantCulture), () => Show(entity, data))
        {
            Status = data["status"]?.GetValue<string>() ?? "",
            IsArchived = data["is_archived"]?.GetValue<bool>() is true,
            DealId = data["deal_id"]?.GetValue<long>(),
            PersonId = data["person_id"]?.GetValue<long>(),
        };
    }

    /// <summary>Values are strings, times UTC without saying so. An owner goes by the name that version 1 has for it.</summary>
    public static IEnumerable<JsonObject> Log(PipedriveTold told) => told.Previous is { } previous
        ? previous.Where(member => !Unlogged.Contains(member.Key)).Select(member => Entry(
            told.At, member.Key == "owner_id" ? "user_id" : member.Key, member.Value?.ToString(), told.Data![member.Key]?.ToString()))
        : [Entry(told.At, "add_time", null, Old(told.Data!["add_time"]!.GetValue<string>()))];

    public static JsonObject Entry(DateTimeOffset at, string field, string? before, string? after) => new()
    {
        ["field_key"] = field,
        ["old_value"] = before,
        ["new_value"] = after,
        ["actor_user_id"] = 12415231,
        ["time"] = Old(PipedriveStory.Time(at)),
        ["change_source"] = "app",
        ["change_source_user_agent"] = null,
        ["is_bulk_update_flag"] = false,
    };

    private static JsonObject Show(string entity, JsonObject data)
    {
        var shown = data.DeepClone().AsObject();
        if (entity == "note")
        {
            shown["add_time"] = Old(shown["add_time"]!.GetValue<string>());
            shown["update_time"] = Old(shown["update_time"]!.GetValue<string>());
            return shown;
        }

        shown["update_time"] ??= shown["add_time"]!.DeepClone();
        shown["is_deleted"] = false;
        if (entity == "deal")
        {
            shown["visible_to"] = 3;
            return shown;
        }

        shown.Remove("active_flag");
        shown.Remove("busy_flag");
        shown["due_time"] = data["due_time"]?["value"]?.DeepClone();
        shown["duration"] = data["duration"]?["value"]?.DeepClone();
        shown["participants"] = new JsonArray([.. data["person_id"] is { } person ? [new JsonObject { ["person_id"] = person.DeepClone(), ["primary"] = true }] : Array.Empty<JsonObject>()]);
        return shown;
    }

    /// <summary>As version 1 writes times.</summary>
    private static string Old(string time) => time.Replace('T', ' ').TrimEnd('Z');
}
