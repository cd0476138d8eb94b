using SalesSignals.Storage;

namespace SalesSignals.Azure.Tests.Support;

/// <summary>What every contract suite of tables starts with: an empty table.</summary>
public abstract class TableContract(Func<string, ITable> open) : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;

    protected ITable Table { get; } = open($"T{Guid.NewGuid():N}");

    public Task InitializeAsync() => Table.CreateIfNotExistsAsync(None);

    public Task DisposeAsync() => Task.CompletedTask;

    protected static TableRow Row(string rowKey, object? value = null, string partitionKey = "p") =>
        new(partitionKey, rowKey) { ["Value"] = value ?? "some" };

    protected async Task<string> WriteAsync(TableRow row)
    {
        var result = await Table.WriteAsync(new TableWrite.Upsert(row), None);
        Assert.True(result.IsWritten);
        return result.ETag!;
    }

    protected async Task<List<TableRow>> QueryAsync(TableQuery query)
    {
        List<TableRow> rows = [];
        await foreach (var page in Table.QueryAsync(query, None))
        {
            Assert.True(page.Count <= query.PageSize);
            rows.AddRange(page);
        }

        return rows;
    }
}
