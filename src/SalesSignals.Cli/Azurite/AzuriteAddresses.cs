using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SalesSignals.Cli.Azurite;

/// <summary>Learns from what Azurite prints where it listens, and keeps reading so that it never waits for us.</summary>
internal sealed partial class AzuriteAddresses
{
    // The account that every emulator has; its key is public.
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly ConcurrentDictionary<string, string> _addresses = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AzuriteAddresses(Process process)
    {
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => HearError(line.Data);
        process.Exited += (_, _) => _known.TrySetException(new AzuriteException($"The storage emulator ended before it was ready: {string.Join(" ", _errors)}"));
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Completes when all services listen; fails when Azurite ends.</summary>
    public Task Known => _known.Task;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};"
        + $"BlobEndpoint={_addresses["Blob"]}/{Account};QueueEndpoint={_addresses["Queue"]}/{Account};TableEndpoint={_addresses["Table"]}/{Account};";

    private void Hear(string? line)
    {
        if (line is not null && Listening().Match(line) is { Success: true } match)
        {
            _addresses[match.Groups[1].Value] = match.Groups[2].Value;
            if (_addresses.Count == 3)
            {
                _known.TrySetResult();
            }
        }
    }

    private void HearError(string? line)
    {
        if (line is not null && _errors.Count < 20)
        {
            _errors.Enqueue(line);
        }
    }

    [GeneratedRegex(@"^Azurite (Blob|Queue|Table) service is successfully listening at (http://\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Listening();
}
