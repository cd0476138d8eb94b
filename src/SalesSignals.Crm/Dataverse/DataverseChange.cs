using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>One row that was created or updated.</summary>
internal sealed class DataverseChange
{
    private DataverseChange(DataverseContext context, JsonElement target, bool isCreate, bool isAlone)
    {
        Context = context;
        IsCreate = isCreate;
        RowId = isAlone
            ? context.RowId(target)
            : DataverseJson.Id(target, "Id") ?? throw new UnreadableEventException("A row of Targets has no Id.");
        Target = DataverseRow.Read(target);
        After = isAlone ? context.Image("PostEntityImages") : null;
        Before = isAlone ? context.Image("PreEntityImages") : null;
        Row = Target.Over(After);
    }

    public DataverseContext Context { get; }

    public bool IsCreate { get; }

    public string RowId { get; }

    /// <summary>What was set: all that a new row has; of an existing one, what changed.</summary>
    public DataverseRow Target { get; }

    /// <summary>The image after the change; null where the step has none.</summary>
    public DataverseRow? After { get; }

    /// <summary>The image before the change; null where the step has none.</summary>
    public DataverseRow? Before { get; }

    /// <summary>All that is known of the row as it now stands.</summary>
    public DataverseRow Row { get; }

    public string Id => Context.Id(RowId);

    public DateTimeOffset At => StandingAt(IsCreate ? DataverseOrder.Created : DataverseOrder.Updated);

    public DateTimeOffset StandingAt(DataverseOrder order) => Context.At(order, Row);

    public static bool IsChange(DataverseContext context) => context.Message is "Create" or "Update" or "CreateMultiple" or "UpdateMultiple";

    /// <summary>
    /// The rows that a message changed; none for messages that change none. Bulk messages come only where somebody registered them: each
    /// of their rows also has a message of its own.
    /// </summary>
    public static DataverseChange[] Of(DataverseContext context)
    {
        if (!IsChange(context))
        {
            return [];
        }

        context.MustHaveHappened();
        var isCreate = context.Message.StartsWith("Create", StringComparison.Ordinal);
        return context.Message is "Create" or "Update"
            ? [new(context, context.Target, isCreate, isAlone: true)]
            : [.. Targets(context).Select(target => new DataverseChange(context, target, isCreate, isAlone: false))];
    }

    private static IEnumerable<JsonElement> Targets(DataverseContext context) => context.Input("Targets") is { } targets
        ? DataverseJson.Items(DataverseJson.Member(targets, "Entities"), "Targets")
        : throw context.Missing("Targets");
}
