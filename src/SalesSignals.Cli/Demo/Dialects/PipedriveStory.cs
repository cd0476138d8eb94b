using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>
/// A story as Pipedrive has it. Won and lost are no stages there, a deal keeps the one it was in. The first contact is the deal's person; others
/// are participants, of whom nothing is told. What is called off is deleted.
/// </summary>
internal sealed class PipedriveStory
{
    public static readonly ImmutableArray<string> Stages = ["qualified", "discovery", "evaluation", "proposal", "negotiation", "commit"];

    /// <summary>The objects there are, by entity and id, as they were last told.</summary>
    private readonly Dictionary<(string Entity, string Id), JsonObject> _objects = [];
    private readonly Dictionary<string, string> _persons = new(StringComparer.Ordinal);

    private PipedriveStory()
    {
    }

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<PipedriveTold> Of(DealStory story)
    {
        var told = new PipedriveStory();

        // Of a deal that others were merged into, theirs are told as well; what one of them is, the others are not.
        var standings = story.Facts.GroupBy(fact => fact.Event.DealId).SelectMany(deal => Standing.Of(story with { Facts = [.. deal] }));
        return [.. standings.OrderBy(standing => At(standing.Fact.Event)).SelectMany(told.Tell)];
    }

    public static int StageId(string stage) => Stages.IndexOf(stage) + 1;

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonNode Number(string id) => JsonValue.Create(long.Parse(id, CultureInfo.InvariantCulture));

    /// <summary>Nobody ticks what is not over yet.</summary>
    private static DateTimeOffset At(CanonicalEvent happened) =>
        happened is CanonicalEvent.ActivityLogged { Activity: { Status: ActivityStatus.Held or ActivityStatus.Done, EndsAt: { } endsAt } } && endsAt > happened.OccurredAt
            ? endsAt
            : happened.OccurredAt;

    private IEnumerable<PipedriveTold> Tell(Standing standing)
    {
        var (happened, at) = (standing.Fact.Event, At(standing.Fact.Event));
        return happened switch
        {
            CanonicalEvent.DealChanged changed => Put("deal", changed.DealId, at, Deal(changed.DealId, at, standing.After)),
            CanonicalEvent.DealDeleted deleted => Delete("deal", deleted.DealId, at),
            CanonicalEvent.DealMerged merged => Merge(merged, at),
            CanonicalEvent.ContactAssociated told => Contact(told.DealId, told.Contact.Id, at, standing.After),
            CanonicalEvent.ActivityLogged logged => Activity(logged, at, standing.Fact.Text),
            CanonicalEvent.ActivityRemoved removed => [.. Delete("activity", removed.ActivityId, at), .. Delete("note", removed.ActivityId, at)],
            _ => [],
        };
    }

    private JsonObject Deal(string id, DateTimeOffset at, DealFields fields)
    {
        var before = _objects.GetValueOrDefault(("deal", id));
        var status = fields.Stage.Value is "won" or "lost" ? fields.Stage.Value : "open";
        var stage = fields.Stage.Value is { } name && StageId(name) is > 0 and var number ? number : before?["stage_id"]?.GetValue<int>() ?? 1;
        var time = Time(at);
        return new()
        {
            ["id"] = Number(id),
            ["title"] = fields.Name.Value,
            ["value"] = fields.Amount.Value,
            ["currency"] = fields.Currency.Value,
            ["status"] = status,
            ["stage_id"] = stage,
            ["pipeline_id"] = 1,
            ["owner_id"] = fields.OwnerId.Value is { } owner ? Number(owner) : null,
            ["creator_user_id"] = 12415231,
            ["person_id"] = _persons.TryGetValue(id, out var person) ? Number(person) : null,
            ["org_id"] = null,
            ["expected_close_date"] = fields.CloseOn.Value?.ToString("O", CultureInfo.InvariantCulture),
            ["probability"] = null,
            ["label_ids"] = new JsonArray(),
            ["add_time"] = Kept(before, "add_time") ?? Time(fields.CreatedAt.Value ?? at),
            ["update_time"] = before is null ? null : time,
            ["stage_change_time"] = before is null ? null : before["stage_id"]!.GetValue<int>() != stage ? time : Kept(before, "stage_change_time"),
            ["won_time"] = status == "won" ? Kept(before, "won_time") ?? time : null,
            ["lost_time"] = status == "lost" ? Kept(before, "lost_time") ?? time : null,
            ["close_time"] = status == "open" ? null : Kept(before, "close_time") ?? time,
            ["lost_reason"] = null,
            ["origin"] = "ManuallyCreated",
            ["visible_to"] = "3",
            ["custom_fields"] = new JsonObject(),
            ["is_archived"] = false,
            ["archive_time"] = null,
        };
    }

    private IEnumerable<PipedriveTold> Contact(string dealId, string contactId, DateTimeOffset at, DealFields fields)
    {
        var isFirst = _persons.TryAdd(dealId, contactId);
        return isFirst && _objects.ContainsKey(("deal", dealId)) ? Put("deal", dealId, at, Deal(dealId, at, fields)) : [];
    }

    private IEnumerable<PipedriveTold> Merge(CanonicalEvent.DealMerged merged, DateTimeOffset at)
    {
        foreach (var told in Delete("deal", merged.DealId, at))
        {
            yield return told with { MergedTo = merged.IntoDealId };
        }

        if (_objects.TryGetValue(("deal", merged.IntoDealId), out var into))
        {
            var now = into.DeepClone().AsObject();
            now["update_time"] = Time(at);
            foreach (var told in Put("deal", merged.IntoDealId, at, now))
            {
                yield return told with { MergedFrom = merged.DealId };
            }
        }
    }

    private IEnumerable<PipedriveTold> Activity(CanonicalEvent.ActivityLogged logged, DateTimeOffset at, string? text)
    {
        var (activity, id) = (logged.Activity, logged.Activity.Id);
        return activity switch
        {
            { Kind: ActivityKind.Email or ActivityKind.Deliverable } => [],
            { Kind: ActivityKind.Note } => Put("note", id, at, PipedriveStoryActivity.Note(logged, at, text, AddedAt("note", id, at))),
            { Status: ActivityStatus.Cancelled or ActivityStatus.NoShow or ActivityStatus.Moved } => Delete("activity", id, at),
            _ => Put("activity", id, at, PipedriveStoryActivity.Of(logged, at, text, AddedAt("activity", id, at))),
        };
    }

    private string AddedAt(string entity, string id, DateTimeOffset at) => Kept(_objects.GetValueOrDefault((entity, id)), "add_time") ?? Time(at);

    private IEnumerable<PipedriveTold> Put(string entity, string id, DateTimeOffset at, JsonObject now)
    {
        var before = _objects.GetValueOrDefault((entity, id));
        _objects[(entity, id)] = now;
        return [new(at, entity, before is null ? "create" : "change", id, now, before is null ? null : Changed(before, now))];
    }

    private IEnumerable<PipedriveTold> Delete(string entity, string id, DateTimeOffset at) =>
        _objects.Remove((entity, id), out var before) ? [new(at, entity, "delete", id, null, before)] : [];

    private static JsonObject Changed(JsonObject before, JsonObject now) => new(
        before.Where(member => !JsonNode.DeepEquals(member.Value, now[member.Key])).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static string? Kept(JsonObject? before, string name) => before?[name]?.GetValue<string>();
}
