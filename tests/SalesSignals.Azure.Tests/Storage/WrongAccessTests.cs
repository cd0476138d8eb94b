using Azure;
using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Tests.Storage;

/// <summary>What retrying does not mend is no outage, and says what to do.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class WrongAccessTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_Wrong_Key_Is_Refused_And_Named()
    {
        var wrong = StorageConnection.FromConnectionString(
            string.Join(';', azurite.ConnectionString.Split(';').Where(part => !part.StartsWith("AccountKey", StringComparison.Ordinal))) + "AccountKey=d3Jvbmc=");

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => wrong.Table("Deals").GetAsync("p", "r", CancellationToken.None));

        Assert.Equal(403, error.Status);
        Assert.Contains("AzureWebJobsStorage", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("d3Jvbmc", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Table_That_Was_Never_Created_Is_A_Mistake_Not_An_Absent_Row()
    {
        var table = azurite.Connection.Table("NeverCreated");

        var read = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetAsync("p", "r", CancellationToken.None));
        var write = await Assert.ThrowsAsync<RequestFailedException>(() =>
            table.WriteAsync(new TableWrite.Replace(new("p", "r"), "*"), CancellationToken.None));

        Assert.Equal(("TableNotFound", "TableNotFound"), (read.ErrorCode, write.ErrorCode));
    }
}
