using Azure;

namespace SalesSignals.Azure.Tables;

/// <summary>One write, alone or in a transaction.</summary>
/// <param name="ETag">For updates and deletes: the version that must still be there, or <see cref="ETag.All"/>.</param>
public sealed record TableTransactionAction(TableTransactionActionType ActionType, TableEntity Entity, ETag ETag = default)
{
    /// <summary>Whether applying it twice is told from applying it once.</summary>
    internal bool IsConditional => ActionType is not (TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace);
}

/// <summary>The kinds of writes.</summary>
public enum TableTransactionActionType
{
    Add,
    UpdateMerge,
    UpdateReplace,
    Delete,
    UpsertMerge,
    UpsertReplace,
}
