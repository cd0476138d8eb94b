using SalesSignals.Storage;

namespace SalesSignals.Functions.Standalone;

/// <summary>
/// Which process fires the timers when several run, and when each last fired: one row, every write of which is guarded by its ETag, so
/// that a process that has lost the lease without knowing cannot write.
/// </summary>
/// <param name="holder">Names this process among all.</param>
public sealed class TimerLease(ITable table, string holder, TimeProvider time)
{
    /// <summary>If the holder dies, another takes over after this long.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(90);

    private const string Partition = "timers";
    private const string RowKey = "lease";
    private const string HolderColumn = "Holder";
    private const string UntilColumn = "Until";
    private const string FiredPrefix = "Fired";

    private TableRow? _row;
    private string? _etag;

    /// <summary>When each timer last fired, by its name; null where no process has ever fired timers on its own.</summary>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>?> ReadFiredAsync(ITable table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        return await table.GetAsync(Partition, RowKey, cancellationToken) is { } row
            ? row.Columns.Keys.Where(column => column.StartsWith(FiredPrefix, StringComparison.Ordinal) && row.GetDateTimeOffset(column) is not null)
                .ToDictionary(column => column[FiredPrefix.Length..], column => row.GetDateTimeOffset(column)!.Value, StringComparer.Ordinal)
            : null;
    }

    /// <summary>When this process shall look at the lease again.</summary>
    public DateTimeOffset LookAgainAt { get; private set; }

    /// <summary>Takes, keeps or renews the lease. False where another process has it.</summary>
    public async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_row is not null && now < LookAgainAt)
        {
            return true;
        }

        if (_row is null)
        {
            await ReadAsync(cancellationToken);
        }

        if (_row is not null && IsHeldByAnother(_row, now, out var until))
        {
            Forget();
            LookAgainAt = until;
            return false;
        }

        return await WriteAsync(now + Length, cancellationToken);
    }

    /// <summary>When a timer last fired; null where it never has, or at a time that is yet to come (the clock was set back).</summary>
    public DateTimeOffset? FiredAt(string timer) =>
        _row?.GetDateTimeOffset(FiredPrefix + timer) is { } at && at <= time.GetUtcNow() + Length ? at : null;

    /// <summary>Notes when timers fired. False where the lease was lost.</summary>
    public async Task<bool> MarkAsync(IReadOnlyDictionary<string, DateTimeOffset> firedAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(firedAt);
        if (_row is null)
        {
            return false;
        }

        foreach (var (timer, at) in firedAt)
        {
            _row[FiredPrefix + timer] = at;
        }

        return await WriteAsync(time.GetUtcNow() + Length, cancellationToken);
    }

    /// <summary>Lets another process take over at once.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (_row is not null)
        {
            await WriteAsync(time.GetUtcNow(), cancellationToken);
            Forget();
        }
    }

    /// <summary>After a failure nobody knows what is written: read again.</summary>
    public void Forget() => (_row, _etag) = (null, null);

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        _row = await table.GetAsync(Partition, RowKey, cancellationToken);
        _etag = _row?.ETag;
    }

    /// <summary>A lease that ends further away than any lease can was written by a clock that is wrong, or has been set back since.</summary>
    private bool IsHeldByAnother(TableRow row, DateTimeOffset now, out DateTimeOffset until)
    {
        until = row.GetDateTimeOffset(UntilColumn) ?? now;
        return row.GetString(HolderColumn) != holder && until > now && until <= now + (2 * Length);
    }

    private async Task<bool> WriteAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        _row ??= new(Partition, RowKey);
        _row[HolderColumn] = holder;
        _row[UntilColumn] = until;
        TableWrite write = _etag is null ? new TableWrite.Insert(_row) : new TableWrite.Replace(_row, _etag);
        var result = await table.WriteAsync(write, cancellationToken);
        if (!result.IsWritten)
        {
            Forget();
            LookAgainAt = time.GetUtcNow();
            return false;
        }

        (_etag, LookAgainAt) = (result.ETag, until - (Length / 2));
        if (_etag is null)
        {
            Forget();
        }

        return true;
    }
}
