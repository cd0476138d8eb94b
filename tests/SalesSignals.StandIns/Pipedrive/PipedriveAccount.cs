using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Events;

namespace SalesSignals.StandIns.Pipedrive;

/// <summary>What an account of Pipedrive's holds: objects, and the change log of each deal.</summary>
internal sealed class PipedriveAccount
{
    private readonly Dictionary<long, Func<List<JsonObject>>> _logs = [];
    private readonly Dictionary<long, SortedSet<long>> _persons = [];

    public PipedriveShelf Deals { get; } = new();

    public PipedriveShelf Activities { get; } = new();

    public PipedriveShelf Notes { get; } = new();

    public PipedriveShelf Persons { get; } = new();

    public List<JsonObject> Users { get; } = [];

    /// <summary>Newest first, as Pipedrive tells it.</summary>
    public List<JsonObject> LogOf(long deal) => _logs.TryGetValue(deal, out var log) ? [.. log().AsEnumerable().Reverse()] : [];

    /// <summary>Everybody who has to do with a deal, its person included.</summary>
    public IReadOnlySet<long> PersonsOf(long deal) => _persons.TryGetValue(deal, out var persons) ? persons : [];

    public void Load(DealStory story)
    {
        foreach (var told in PipedriveStory.Of(story))
        {
            Put(told);
        }

        foreach (var fact in story.Facts)
        {
            if (fact.Event is CanonicalEvent.ContactAssociated told)
            {
                AddPerson(told.Contact, told.OccurredAt, Id(told.DealId));
            }
            else if (fact.Event is CanonicalEvent.ActivityLogged { Activity.ContactIds: [_, _, ..] persons } logged && Activities.Find(Id(logged.Activity.Id)) is { } stored)
            {
                Activities.Put(stored with { Show = () => With(stored.Show(), "participants", new JsonArray([.. persons.Select(Participant)])) });
            }
        }
    }

    public void AddPerson(ContactFacts contact, DateTimeOffset at, long? deal = null)
    {
        var id = Id(contact.Id);
        if (deal is { } of)
        {
            (_persons.TryGetValue(of, out var persons) ? persons : _persons[of] = []).Add(id);
        }

        Persons.Put(new(id, at, () => new()
        {
            ["id"] = id,
            ["name"] = contact.Name,
            ["emails"] = new JsonArray(
                new JsonObject { ["value"] = $"old.{contact.Email}", ["primary"] = false, ["label"] = "work" },
                new JsonObject { ["value"] = contact.Email, ["primary"] = true, ["label"] = "work" }),
            ["add_time"] = PipedriveStory.Time(at),
            ["update_time"] = PipedriveStory.Time(at),
            ["is_deleted"] = false,
        }));
    }

    public void AddLog(long deal, Func<List<JsonObject>> log, params IEnumerable<long> persons)
    {
        _logs[deal] = log;
        _persons[deal] = [.. persons];
    }

    /// <summary>Something happened: the object is as it is told, and the log says so too.</summary>
    public void Put(PipedriveTold told)
    {
        var id = Id(told.Id);
        var shelf = told.Entity switch { "deal" => Deals, "activity" => Activities, _ => Notes };
        if (told.Data is not { } data)
        {
            var stored = shelf.Find(id)!;
            shelf.Put(stored with { UpdatedAt = told.At, IsDeleted = true, Show = () => With(With(stored.Show(), "is_deleted", true), "update_time", PipedriveStory.Time(told.At)) });
            return;
        }

        shelf.Put(PipedriveShown.Of(told.Entity, id, data));
        if (told.Entity == "deal")
        {
            var log = LogOf(id).AsEnumerable().Reverse().Concat(PipedriveShown.Log(told)).ToList();
            _logs[id] = () => log;
        }
    }

    private static JsonNode Participant(string person, int index) => new JsonObject { ["person_id"] = PipedriveStory.Number(person), ["primary"] = index == 0 };

    private static JsonObject With(JsonObject shown, string name, JsonNode value)
    {
        shown[name] = value;
        return shown;
    }

    private static long Id(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
