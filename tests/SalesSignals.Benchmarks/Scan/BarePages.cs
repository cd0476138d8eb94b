using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Storage;

namespace SalesSignals.Benchmarks.Scan;

/// <summary>Fetches the pages of a table as any HTTP client would, and does nothing with them.</summary>
internal sealed class BarePages(string connectionString, string table) : IDisposable
{
    private readonly Dictionary<string, string> _settings = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2))
        .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);

    private readonly HttpClient _client = new(new SocketsHttpHandler());

    /// <summary>Reads all of a query's pages; how many bytes they had.</summary>
    public async Task<long> ReadAsync(TableQuery query)
    {
        var filter = $"PartitionKey eq '{query.PartitionKey}' and RowKey ge '{query.RowKeyFrom}' and RowKey lt '{query.RowKeyBefore}'";
        var first = $"{_settings["TableEndpoint"]}/{table}()?$top={query.PageSize}&$filter={Uri.EscapeDataString(filter)}";
        var bytes = 0L;
        for (var address = first; address is not null;)
        {
            using var answer = await SendAsync(address);
            bytes += await ThrowAwayAsync(answer.Content);
            address = Next(answer) is { } next ? first + next : null;
        }

        return bytes;
    }

    /// <summary>One page as it comes.</summary>
    public async Task<byte[]> FirstAsync(int rows)
    {
        using var answer = await SendAsync($"{_settings["TableEndpoint"]}/{table}()?$top={rows}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var date = TimeProvider.System.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        var account = _settings["AccountName"];
        var signature = HMACSHA256.HashData(Convert.FromBase64String(_settings["AccountKey"]), Encoding.UTF8.GetBytes($"{date}\n/{account}{request.RequestUri!.AbsolutePath}"));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", "2020-12-06");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/json;odata=minimalmetadata"));
        request.Headers.Authorization = new("SharedKeyLite", $"{account}:{Convert.ToBase64String(signature)}");
        var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.EnsureSuccessStatusCode();
    }

    private static async Task<long> ThrowAwayAsync(HttpContent content)
    {
        await using var stream = await content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var bytes = 0L;
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            bytes += read;
        }

        return bytes;
    }

    private static string? Next(HttpResponseMessage answer) => answer.Headers.TryGetValues("x-ms-continuation-NextPartitionKey", out var partition)
        ? $"&NextPartitionKey={Uri.EscapeDataString(partition.Single())}&NextRowKey={Uri.EscapeDataString(answer.Headers.GetValues("x-ms-continuation-NextRowKey").Single())}"
        : null;
}
