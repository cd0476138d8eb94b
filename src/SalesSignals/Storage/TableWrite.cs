namespace SalesSignals.Storage;

/// <summary>One change to one row.</summary>
public abstract record TableWrite
{
    private TableWrite()
    {
    }

    public abstract string PartitionKey { get; }

    public abstract string RowKey { get; }

    /// <summary>Adds a row that must not exist.</summary>
    public sealed record Insert(TableRow Row) : TableWrite
    {
        public override string PartitionKey => Row.PartitionKey;

        public override string RowKey => Row.RowKey;
    }

    /// <summary>Puts a row in the place of the version that <paramref name="ETag"/> names ("*": of any that exists).</summary>
    public sealed record Replace(TableRow Row, string ETag) : TableWrite
    {
        public override string PartitionKey => Row.PartitionKey;

        public override string RowKey => Row.RowKey;
    }

    /// <summary>Sets the given columns of an existing row and keeps the others.</summary>
    public sealed record Merge(TableRow Row, string ETag) : TableWrite
    {
        public override string PartitionKey => Row.PartitionKey;

        public override string RowKey => Row.RowKey;
    }

    /// <summary>Puts a row whether or not there is one.</summary>
    public sealed record Upsert(TableRow Row) : TableWrite
    {
        public override string PartitionKey => Row.PartitionKey;

        public override string RowKey => Row.RowKey;
    }

    /// <summary>Sets the given columns, of a new row if there is none.</summary>
    public sealed record UpsertMerge(TableRow Row) : TableWrite
    {
        public override string PartitionKey => Row.PartitionKey;

        public override string RowKey => Row.RowKey;
    }

    /// <summary>Removes the version that <paramref name="ETag"/> names ("*": any).</summary>
    public sealed record Delete(string Partition, string Row, string ETag) : TableWrite
    {
        public override string PartitionKey => Partition;

        public override string RowKey => Row;
    }
}

/// <summary>How a write ended.</summary>
public enum TableWriteOutcome
{
    /// <summary>The change (all changes of a transaction) is durable.</summary>
    Written,

    /// <summary>An insert found a row of the same key.</summary>
    AlreadyExists,

    /// <summary>There is no such row to change.</summary>
    NotFound,

    /// <summary>Somebody else has written the row since it was read.</summary>
    Conflict,
}

/// <param name="Outcome">How it ended. Unless <see cref="TableWriteOutcome.Written"/>, nothing was changed.</param>
/// <param name="ETag">The new version of a single written row, where the store tells it.</param>
/// <param name="FailedIndex">Which write of a transaction was refused; 0 for a single write.</param>
public readonly record struct TableWriteResult(TableWriteOutcome Outcome, string? ETag = null, int FailedIndex = 0)
{
    public bool IsWritten => Outcome is TableWriteOutcome.Written;
}
