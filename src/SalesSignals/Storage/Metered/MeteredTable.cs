using System.Diagnostics;
using System.Runtime.CompilerServices;
using SalesSignals.Telemetry;

namespace SalesSignals.Storage.Metered;

/// <summary>A table whose operations are measured where somebody listens, and go straight through where nobody does.</summary>
public sealed class MeteredTable(string name, ITable table) : ITable
{
    /// <inheritdoc/>
    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var since = Metering.Begin();
        var got = table.GetAsync(partitionKey, rowKey, cancellationToken);
        return since == 0 ? got : Metering.TimeAsync(name, "get", got, row => row is null ? "not-found" : Metering.Ok, since);
    }

    /// <inheritdoc/>
    public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken)
    {
        var since = Metering.Begin();
        var written = table.WriteAsync(write, cancellationToken);
        return since == 0 ? written : Metering.TimeAsync(name, "write", written, OutcomeOf, since);
    }

    /// <inheritdoc/>
    public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        var since = Metering.Begin();
        var written = table.WriteAsync(writes, cancellationToken);
        return since == 0 ? written : Metering.TimeAsync(name, writes.Count == 1 ? "write" : "transaction", written, OutcomeOf, since);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(TableQuery query, CancellationToken cancellationToken)
    {
        var pages = table.QueryAsync(query, cancellationToken);
        return SalesMetrics.TimesStorage ? TimeAsync(pages, cancellationToken) : pages;
    }

    /// <summary>Each page is an operation; what is done with a page is not measured.</summary>
    private async IAsyncEnumerable<IReadOnlyList<TableRow>> TimeAsync(
        IAsyncEnumerable<IReadOnlyList<TableRow>> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reading = pages.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var since = Stopwatch.GetTimestamp();
            bool more;
            try
            {
                more = await reading.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                SalesMetrics.Storage(name, "query", Metering.OutcomeOf(e), since);
                throw;
            }

            if (!more)
            {
                yield break;
            }

            SalesMetrics.Storage(name, "query", Metering.Ok, since);
            yield return reading.Current;
        }
    }

    private static string OutcomeOf(TableWriteResult result) => result.Outcome switch
    {
        TableWriteOutcome.Written => Metering.Ok,
        TableWriteOutcome.AlreadyExists => "already-exists",
        TableWriteOutcome.NotFound => "not-found",
        _ => "conflict",
    };
}
