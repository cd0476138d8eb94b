using SalesSignals.Reconcile;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Reconcile;

public sealed class ReconcileStatusStoreTests
{
    private readonly MemoryTable _cursor = new();

    [Fact]
    public async Task A_Source_That_Was_Never_Compared_Has_Only_Its_Name() =>
        Assert.Equal(new ReconcileStatus("crm", null, null, null, null, 0), await new ReconcileStatusStore(_cursor).ReadAsync("crm", Some.Noon, default));

    [Fact]
    public async Task Differences_Of_Today_And_Of_The_Six_Days_Before_Count_And_Those_Of_Other_Sources_Do_Not()
    {
        await WriteAsync("source|crm", "differences|20261116", 1);
        await WriteAsync("source|crm", "differences|20261110", 20);
        await WriteAsync("source|crm", "differences|20261109", 300);
        await WriteAsync("source|other", "differences|20261116", 4000);

        var status = await new ReconcileStatusStore(_cursor).ReadAsync("crm", Some.Noon, default);

        Assert.Equal(21, status.DifferencesLast7Days);
    }

    private Task<TableWriteResult> WriteAsync(string partition, string row, long total) =>
        _cursor.WriteAsync(new TableWrite.Upsert(new(partition, row) { ["Total"] = total }), default);
}
