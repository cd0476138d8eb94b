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

    public static CanonicalEvent[] Read(DataverseContext context, ActivityKind kind)
    {
        // What makes a note too large is the file attached to it, and files are attached to records of every kind.
        if (kind is ActivityKind.Note && context.IsStripped)
        {
            return [];
        }

        return context.Message is "Delete"
            ? Deleted(context)
            : [.. DataverseChange.Of(context).SelectMany(change => Changed(change, kind))];
    }

    private static CanonicalEvent[] Deleted(DataverseContext context)
    {
        context.MustHaveHappened();
        var id = context.RowId(context.Input("Target"));
        return context.Image("PreEntityImages") is { } row && DealOf(row) is { } deal
            ? [Removed(context.Id(id), context.At(DataverseOrder.Deleted), deal, id)]
            : [];
    }

    private static IEnumerable<CanonicalEvent> Changed(DataverseChange change, ActivityKind kind)
    {
        if (!change.IsCreate && !UsedColumns.Any(change.Target.Has))
        {
            yield break;
        }

        if (!change.IsCreate && change.After is null)
        {
            throw new UnreadableEventException(
                $"This {change.Context.Message} of {change.Context.Table} tells only what changed, and the whole activity is needed. Register a PostImage with the step; this one has to be read from the Dataverse API.");
        }

        var deal = DealOf(change.Row);
        if (change.Before is { } before && DealOf(before) is { } left && left != deal)
        {
            yield return Removed(change.Id, change.At, left, change.RowId);
        }

        if (deal is not null && Told(change, kind, deal) is { } told)
        {
            yield return told;
        }
    }

    private static string? DealOf(DataverseRow row) =>
        (row.Reference("regardingobjectid") ?? row.Reference("objectid")) is { Table: "opportunity" } deal ? deal.Id : null;

    private static CanonicalEvent? Told(DataverseChange change, ActivityKind kind, string deal) =>
        kind is ActivityKind.Email && DataverseActivityFacts.IsUnsent(change.Row)
            ? DataverseActivityFacts.IsWithdrawn(change.Row) ? Removed(change.Id, change.At, deal, change.RowId) : null
            : new CanonicalEvent.ActivityLogged
            {
                Id = change.Id,
                OccurredAt = change.At,
                DealId = deal,
                Activity = DataverseActivityFacts.Read(change, kind),
            };

    private static CanonicalEvent.ActivityRemoved Removed(string id, DateTimeOffset at, string deal, string activityId) =>
        new() { Id = id, OccurredAt = at, DealId = deal, ActivityId = activityId };
}
