using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>
/// What an operation on an opportunity tells. An update tells its changed columns and, if the step has an image, the others as well: they
/// cost nothing, and mend what a lost delivery left behind. The currency is a reference, whose code only the API knows.
/// </summary>
internal static class DataverseDeal
{
    private const int Won = 1;

    private static readonly string[] PeopleColumns = ["parentcontactid", "customerid"];

    /// <summary>What only the API knows: the code of the currency, and who the people are.</summary>
    private static readonly string[] AskedColumns = ["transactioncurrencyid", .. PeopleColumns];

    /// <param name="canAsk">Whether what it leaves out can be asked for.</param>
    public static EventReading Read(DataverseContext context, string? stageColumn, bool canAsk)
    {
        if (context.Message is "Delete")
        {
            return EventReading.Of(Deleted(context, stageColumn));
        }

        return canAsk && context.IsStripped && DataverseChange.IsChange(context)
            ? EventReading.Wants(new CrmObject(CrmObjectKind.Deal, context.RowId(null)))
            : DataverseChange.Of(context).Select(change => Changed(change, stageColumn, canAsk)).Join();
    }

    private static EventReading Changed(DataverseChange change, string? stageColumn, bool canAsk)
    {
        var events = Changed(change, stageColumn);
        if (!canAsk)
        {
            return EventReading.Of(events);
        }

        // People are told whole, and a webhook knows no address: told here, they would lose theirs.
        CanonicalEvent[] deal = [.. events.Where(told => told is not CanonicalEvent.ContactAssociated)];
        return new(deal, change.IsCreate || AskedColumns.Any(change.Target.Has) ? [new(CrmObjectKind.Deal, change.RowId)] : []);
    }

    private static CanonicalEvent[] Changed(DataverseChange change, string? stageColumn)
    {
        var context = change.Context;
        var fields = Fields(change.Row, stageColumn, change.IsCreate ? change.Row.Has : change.Target.Has);
        CanonicalEvent[] contacts = [.. Contacts(change)];
        var isChanged = fields != new DealFields();
        if (!isChanged && contacts.Length == 0)
        {
            return [];
        }

        List<CanonicalEvent> events = [];
        var standing = Fields(change.Row, stageColumn, column => change.Row.Has(column) && !change.Target.Has(column));
        if (!change.IsCreate && standing != new DealFields())
        {
            events.Add(Event(context, change.RowId, change.StandingAt(DataverseOrder.Standing), standing));
        }

        if (isChanged)
        {
            var url = context.Host is { } host ? Told.Of(Url(host, change.RowId)) : default;
            events.Add(Event(context, change.RowId, change.At, fields with { Url = url }));
        }

        return [.. events, .. contacts];
    }

    public static string Url(string host, string id) => $"https://{host}/main.aspx?etn=opportunity&pagetype=entityrecord&id={id}";

    /// <summary>With an image, the last that is known of it too.</summary>
    private static CanonicalEvent[] Deleted(DataverseContext context, string? stageColumn)
    {
        context.MustHaveHappened();
        var id = context.RowId(context.Input("Target"));
        var deleted = new CanonicalEvent.DealDeleted { Id = context.Id(id), OccurredAt = context.At(DataverseOrder.Deleted), DealId = id };
        return context.Image("PreEntityImages") is { } last && Fields(last, stageColumn, last.Has) is var fields && fields != new DealFields()
            ? [Event(context, id, context.At(DataverseOrder.Standing), fields), deleted]
            : [deleted];
    }

    private static CanonicalEvent.DealChanged Event(DataverseContext context, string dealId, DateTimeOffset at, DealFields fields) =>
        new() { Id = context.Id(dealId), OccurredAt = at, DealId = dealId, Deal = fields };

    /// <param name="tells">Whether to tell a column, of those that the row has.</param>
    public static DealFields Fields(DataverseRow row, string? stageColumn, Func<string, bool> tells)
    {
        // Once it is won, what it came to counts, not what was estimated.
        var isWon = row.Option("statecode") == Won;
        return new()
        {
            Name = Tell("name", column => EventText.Name(row.Text(column))),
            Stage = Tell(stageColumn ?? StageColumn(row), row.Name),
            Amount = Tell(isWon && row.IsSet("actualvalue") ? "actualvalue" : "estimatedvalue", row.Money),
            CloseOn = Tell(isWon && row.IsSet("actualclosedate") ? "actualclosedate" : "estimatedclosedate", row.Date),
            OwnerId = Tell("ownerid", column => row.Reference(column)?.Id),
            ForecastCategory = Tell("msdyn_forecastcategory", column => ForecastCategory(row.Option(column))),
            Status = row.IsSet("statecode") ? Tell<DealStatus?>("statecode", column => Status(row.Option(column))) : default,
            CreatedAt = Tell("createdon", row.Instant),
        };

        Told<T> Tell<T>(string column, Func<string, T?> read) => tells(column) ? Told.Of(read(column)) : default;
    }

    /// <summary>The name of the stage where the row has one: settings read better with names than with GUIDs.</summary>
    private static string StageColumn(DataverseRow row) => row.IsSet("stepname") || !row.Has("stageid") ? "stepname" : "stageid";

    private static DealStatus Status(int? state) => state switch
    {
        0 => DealStatus.Open,
        Won => DealStatus.Won,
        2 => DealStatus.Lost,
        _ => throw new UnreadableEventException("statecode of an opportunity must be 0, 1 or 2."),
    };

    private static string? ForecastCategory(int? category) => category switch
    {
        100000001 => "pipeline",
        100000002 => "best-case",
        100000003 => "commit",
        100000004 or 100000006 => "omitted",
        100000005 => "closed",
        _ => null,
    };

    /// <summary>The people of the deal's own columns. One who is replaced there may well be connected still, and stays.</summary>
    private static IEnumerable<CanonicalEvent> Contacts(DataverseChange change)
    {
        return People(change.Row, change.IsCreate ? change.Row.Has : change.Target.Has).Select(person => new CanonicalEvent.ContactAssociated
        {
            Id = change.Id,
            OccurredAt = change.At,
            DealId = change.RowId,
            Contact = new() { Id = person.Id, Name = person.Name },
        });
    }

    public static IEnumerable<DataverseReference> People(DataverseRow row, Func<string, bool> tells) => PeopleColumns
        .Where(tells)
        .Select(row.Reference)
        .OfType<DataverseReference>()
        .Where(person => person.Table == "contact")
        .DistinctBy(person => person.Id);
}
