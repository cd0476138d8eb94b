using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.StandIns.Pipedrive;

/// <summary>Thousands of simple deals, made when they are asked for, so that they take no room.</summary>
internal static class PipedriveMany
{
    public const long FirstId = 1_000_000;

    public static void Add(PipedriveAccount account, int deals)
    {
        for (var i = 0; i < deals; i++)
        {
            var (id, number) = (FirstId + i, i);
            var createdAt = Stories.Begin.AddMinutes(number);
            var movedAt = createdAt.AddDays(3);
            account.Deals.Put(new(id, movedAt, () => Deal(id, createdAt, movedAt)) { Status = "open", PersonId = id });
            account.AddLog(
                id,
                () => [PipedriveShown.Entry(createdAt, "add_time", null, PipedriveStory.Time(createdAt)), PipedriveShown.Entry(movedAt, "stage_id", "1", "2")],
                id);
            account.AddPerson(new() { Id = id.ToString(CultureInfo.InvariantCulture), Name = $"Buyer {number}", Email = $"buyer{number}@customer.example" }, createdAt);
            account.Activities.Put(new(2 * id, createdAt, () => Activity(2 * id, id, "meeting", createdAt, createdAt.AddDays(2), isDone: true)) { DealId = id });
            account.Activities.Put(new((2 * id) + 1, movedAt, () => Activity((2 * id) + 1, id, "task", movedAt, movedAt.AddDays(90), isDone: false)) { DealId = id });
            account.Notes.Put(new(id, movedAt, () => Note(id, movedAt)) { DealId = id });
        }
    }

    private static JsonObject Deal(long id, DateTimeOffset createdAt, DateTimeOffset movedAt) => new()
    {
        ["id"] = id,
        ["title"] = $"Deal {id}",
        ["value"] = 1_000 + (id % 1_000),
        ["currency"] = "EUR",
        ["status"] = "open",
        ["stage_id"] = 2,
        ["pipeline_id"] = 1,
        ["owner_id"] = 31 + (id % 100),
        ["person_id"] = id,
        ["expected_close_date"] = "2026-12-18",
        ["add_time"] = PipedriveStory.Time(createdAt),
        ["update_time"] = PipedriveStory.Time(movedAt),
        ["stage_change_time"] = PipedriveStory.Time(movedAt),
        ["is_deleted"] = false,
        ["is_archived"] = false,
        ["activities_count"] = 2,
        ["notes_count"] = 1,
    };

    private static JsonObject Activity(long id, long deal, string type, DateTimeOffset at, DateTimeOffset dueAt, bool isDone) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["done"] = isDone,
        ["due_date"] = dueAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["due_time"] = "10:00:00",
        ["deal_id"] = deal,
        ["person_id"] = deal,
        ["add_time"] = PipedriveStory.Time(at),
        ["update_time"] = PipedriveStory.Time(at),
        ["is_deleted"] = false,
    };

    private static JsonObject Note(long id, DateTimeOffset at) => new()
    {
        ["id"] = id,
        ["deal_id"] = id,
        ["content"] = "<p>Next step: they send the plans.</p>",
        ["active_flag"] = true,
        ["add_time"] = PipedriveStory.Time(at).Replace('T', ' ').TrimEnd('Z'),
        ["update_time"] = PipedriveStory.Time(at).Replace('T', ' ').TrimEnd('Z'),
    };
}
