using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>
/// Appointments, phone calls, emails, tasks and notes of an opportunity. Canonical activities are told whole, so an update needs an image.
/// Without one it is set aside; with one that names no opportunity it is of another record, as most activities are, and ignored. A
/// deleted activity is gone for good: where no image tells whose it was, nothing ever will, and setting it aside would help nobody.
/// </summary>
internal static class DataverseActivity
{
    private static readonly string[] UsedColumns =
    [
        "regardingobjectid", "objectid", "statecode", "statuscode", "scheduledstart", "scheduledend", "actualstart", "actualend", "senton",
        "directioncode", "leftvoicemail", "description", "notetext", "subject", .. DataverseParties.Columns,
    ];

    public static ActivityKind? Kind(string table) => table switch
    {
        "appointment" => ActivityKind.Meeting,
        "phonecall" => ActivityKind.Call,
        "email" => ActivityKind.Email,
        "task" => ActivityKind.Task,
        "annotation" => ActivityKind.Note,
        _ => null,
    };

    /// <param name="canAsk">Whether what is left out can be asked for.</param>
    public static EventReading Read(DataverseContext context, ActivityKind kind, bool canAsk, NoteLexicon notes)
    {
        // What makes a note too large is the file attached to it, and files are attached to records of every kind.
        if (kind is ActivityKind.Note && context.IsStripped)
        {
            return EventReading.Nothing;
        }

        if (context.Message is "Delete")
        {
            return EventReading.Of(Deleted(context));
        }

        return canAsk && context.IsStripped && DataverseChange.IsChange(context)
            ? EventReading.Wants(new CrmObject(ObjectKind(kind), context.RowId(null)))
            : DataverseChange.Of(context).Select(change => Changed(change, kind, canAsk, notes)).Join();
    }

    public static CrmObjectKind ObjectKind(ActivityKind kind) => kind switch
    {
        ActivityKind.Meeting => CrmObjectKind.Meeting,
        ActivityKind.Call => CrmObjectKind.Call,
        ActivityKind.Email => CrmObjectKind.Email,
        ActivityKind.Task => CrmObjectKind.Task,
        _ => CrmObjectKind.Note,
    };

    /// <summary>What an activity of a deal says as it stands: nothing of a draft.</summary>
    /// <param name="doneAt">When it was done, where the row does not say.</param>
    public static CanonicalEvent? Standing(
        string eventId, DateTimeOffset at, string deal, string id, ActivityKind kind, DataverseRow row, DateTimeOffset? doneAt, NoteLexicon notes) =>
        kind is ActivityKind.Email && DataverseActivityFacts.IsUnsent(row)
            ? DataverseActivityFacts.IsWithdrawn(row) ? Removed(eventId, at, deal, id) : null
            : new CanonicalEvent.ActivityLogged
            {
                Id = eventId,
                OccurredAt = at,
                DealId = deal,
                Activity = DataverseActivityFacts.Read(id, kind, row, doneAt, notes),
            };

    public static string? DealOf(DataverseRow row) =>
        (row.Reference("regardingobjectid") ?? row.Reference("objectid")) is { Table: "opportunity" } deal ? deal.Id : null;

    private static CanonicalEvent[] Deleted(DataverseContext context)
    {
        context.MustHaveHappened();
        var id = context.RowId(context.Input("Target"));
        return context.Image("PreEntityImages") is { } row && DealOf(row) is { } deal
            ? [Removed(context.Id(id), context.At(DataverseOrder.Deleted), deal, id)]
            : [];
    }

    private static EventReading Changed(DataverseChange change, ActivityKind kind, bool canAsk, NoteLexicon notes)
    {
        if (!change.IsCreate && !UsedColumns.Any(change.Target.Has))
        {
            return EventReading.Nothing;
        }

        if (!change.IsCreate && change.After is null)
        {
            return canAsk
                ? EventReading.Wants(new CrmObject(ObjectKind(kind), change.RowId))
                : throw new UnreadableEventException(
                    $"This {change.Context.Message} of {change.Context.Table} tells only what changed, and the whole activity is needed. Register a PostImage with the step; this one has to be read from the Dataverse API.");
        }

        return EventReading.Of([.. Changed(change, kind, notes)]);
    }

    private static IEnumerable<CanonicalEvent> Changed(DataverseChange change, ActivityKind kind, NoteLexicon notes)
    {
        var deal = DealOf(change.Row);
        if (change.Before is { } before && DealOf(before) is { } left && left != deal)
        {
            yield return Removed(change.Id, change.At, left, change.RowId);
        }

        // An update that completes it tells by its own time when it was done.
        var doneAt = change.Target.Has("statecode") ? change.StandingAt(DataverseOrder.Created) : (DateTimeOffset?)null;
        if (deal is not null && Standing(change.Id, change.At, deal, change.RowId, kind, change.Row, doneAt, notes) is { } told)
        {
            yield return told;
        }
    }

    private static CanonicalEvent.ActivityRemoved Removed(string id, DateTimeOffset at, string deal, string activityId) =>
        new() { Id = id, OccurredAt = at, DealId = deal, ActivityId = activityId };
}
