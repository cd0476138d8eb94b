using SalesSignals.Events;
using Columns = System.Collections.Generic.Dictionary<string, object>;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>A story as what was done to the rows of Dataverse, oldest first.</summary>
internal sealed class DataverseStory
{
    private readonly Dictionary<string, Columns> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private DataverseLookup? _contact;
    private string? _stage;
    private DateTimeOffset? _closedAt;

    private DataverseStory()
    {
    }

    public static IEnumerable<DataverseOperation> Of(DealStory story)
    {
        var told = new DataverseStory();
        return Standing.Of(story).SelectMany(told.Of);
    }

    private IEnumerable<DataverseOperation> Of(Standing standing)
    {
        var (at, deal) = (standing.Fact.Event.OccurredAt, DataverseIds.Deal(standing.Fact.Event.DealId));
        return standing.Fact.Event switch
        {
            CanonicalEvent.DealChanged => Put(at, "opportunity", deal, Deal(at, standing.After)),
            CanonicalEvent.DealDeleted => Delete(at, "opportunity", deal),
            CanonicalEvent.ContactAssociated told => Contact(at, deal, told.Contact, standing.After),
            CanonicalEvent.ContactRemoved removed => Delete(at, "connection", DataverseIds.Connection(removed.ContactId)),
            CanonicalEvent.ActivityLogged told when DataverseStoryActivity.Table(told.Activity.Kind) is { } table => Put(
                at,
                table,
                DataverseIds.Activity(told.Activity.Id),
                DataverseStoryActivity.Columns(told.Activity, at, deal, standing.Fact.Text, DataverseIds.Owner(standing.After.OwnerId.Value ?? "0"), Person)),
            CanonicalEvent.ActivityRemoved removed when Find(DataverseIds.Activity(removed.ActivityId)) is { } table => Delete(at, table, DataverseIds.Activity(removed.ActivityId)),

            // What Dataverse cannot tell: mergers of deals, and what is delivered.
            _ => [],
        };
    }

    private Columns Deal(DateTimeOffset at, DealFields deal)
    {
        var isWon = deal.Stage.Value is "won";
        var isClosed = isWon || deal.Stage.Value is "lost";
        _stage = isClosed ? _stage : deal.Stage.Value;
        _closedAt = isClosed ? _closedAt ?? at : null;
        return Row(
            ("name", deal.Name.Value),
            ("stepname", _stage is null ? null : DataverseIds.Stage(_stage)),
            ("estimatedvalue", Money(deal.Amount.Value)),
            ("estimatedclosedate", deal.CloseOn.Value),
            ("actualvalue", isWon ? Money(deal.Amount.Value) : null),
            ("actualclosedate", _closedAt is { } closedAt ? DateOnly.FromDateTime(closedAt.UtcDateTime) : null),
            ("ownerid", deal.OwnerId.Value is { } owner ? new DataverseLookup("systemuser", DataverseIds.Owner(owner)) : null),
            ("transactioncurrencyid", deal.Currency.Value is { } currency ? new DataverseLookup("transactioncurrency", DataverseIds.Currency(currency), currency) : null),
            ("statecode", new DataverseChoice(isWon ? 1 : isClosed ? 2 : 0)),
            ("statuscode", new DataverseChoice(isWon ? 3 : isClosed ? 4 : 1)),
            ("msdyn_forecastcategory", Forecast(deal.ForecastCategory.Value)),
            ("parentcontactid", _contact),
            ("createdon", deal.CreatedAt.Value ?? at));
    }

    /// <summary>One with a role is connected; one without stands in the deal itself, where there is room for one.</summary>
    private IEnumerable<DataverseOperation> Contact(DateTimeOffset at, string deal, ContactFacts contact, DealFields fields)
    {
        _names[contact.Id] = contact.Name ?? "";
        var person = Person(contact.Id);
        var told = Put(at, "contact", person.Id, Row(("fullname", contact.Name), ("emailaddress1", contact.Email)));
        if (contact.Role is null && _contact is null)
        {
            _contact = person;
            return [.. told, .. Put(at, "opportunity", deal, Deal(at, fields))];
        }

        var role = contact.Role is { } known ? new DataverseLookup("connectionrole", DataverseIds.Owner($"{900 + (int)known}"), Role(known)) : null;
        return
        [
            .. told,
            .. Put(at, "connection", DataverseIds.Connection(contact.Id), Row(
                ("record1id", new DataverseLookup("opportunity", deal)), ("record2id", person), ("record2roleid", role), ("statecode", new DataverseChoice(0)))),
        ];
    }

    private DataverseLookup Person(string contactId) => new("contact", DataverseIds.Contact(contactId), _names.GetValueOrDefault(contactId));

    private IEnumerable<DataverseOperation> Put(DateTimeOffset at, string table, string id, Columns columns)
    {
        var key = $"{table}/{id}";
        var before = _rows.GetValueOrDefault(key);
        columns["modifiedon"] = at;
        columns.TryAdd("createdon", before?["createdon"] ?? at);
        _rows[key] = columns;
        yield return new(at, before is null ? "Create" : "Update", table, id, before ?? [], columns);
    }

    private IEnumerable<DataverseOperation> Delete(DateTimeOffset at, string table, string id)
    {
        if (_rows.Remove($"{table}/{id}", out var before))
        {
            yield return new(at, "Delete", table, id, before, new Columns());
        }
    }

    private string? Find(string id) => _rows.Keys.FirstOrDefault(key => key.EndsWith(id, StringComparison.Ordinal))?.Split('/')[0];

    internal static Columns Row(params (string Name, object? Value)[] columns) =>
        columns.Where(column => column.Value is not null).ToDictionary(column => column.Name, column => column.Value!, StringComparer.Ordinal);

    private static DataverseMoney? Money(decimal? amount) => amount is { } value ? new(value) : null;

    private static DataverseChoice? Forecast(string? category) => category switch
    {
        "pipeline" => new(100000001),
        "best-case" => new(100000002),
        "commit" => new(100000003),
        "omitted" => new(100000004),
        "closed" => new(100000005),
        _ => null,
    };

    private static string Role(BuyingRole role) => role switch
    {
        BuyingRole.EconomicBuyer => "Economic Buyer",
        BuyingRole.DecisionMaker => "Decision Maker",
        BuyingRole.User => "End User",
        _ => role.ToString(),
    };
}
