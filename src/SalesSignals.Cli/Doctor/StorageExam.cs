using System.Runtime.CompilerServices;
using Azure;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether storage is there, and whether we may do in it all that the app does: a row in each table and a message are written, read and deleted.</summary>
internal static class StorageExam
{
    private const string Probe = "doctor";
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    public static async IAsyncEnumerable<Finding> LookAsync(Patient patient, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (patient.Installation is not { } installation)
        {
            yield return Finding.Failure("configured", patient.StorageProblem!, "Set AzureWebJobsStorage, or AzureWebJobsStorage__accountName, to what the app has.");
            yield break;
        }

        var mends = new StorageMends(installation.Storage?.AccountName ?? "memory");
        foreach (var finding in Sum("tables", installation.Tables.Named.Count, await TryAsync(installation.Tables.Named, one => one.Name, one => WriteAsync(one.Table, cancellationToken), mends.OfTable)))
        {
            yield return finding;
        }

        var queues = await TryAsync(installation.Queues.All, queue => queue.Name, queue => queue.CountAsync(cancellationToken), mends.OfQueue);
        if (queues.Count == 0 && installation.Storage is { } storage)
        {
            queues = await TryAsync([storage.Queue(Probe)], queue => queue.Name, queue => SendAsync(queue, cancellationToken), mends.OfQueue);
        }

        foreach (var finding in Sum("queues", installation.Queues.All.Count, queues))
        {
            yield return finding;
        }
    }

    /// <summary>What went wrong with which of them.</summary>
    private static async Task<List<(string Name, string Says, string Mend)>> TryAsync<T>(
        IReadOnlyList<T> all, Func<T, string> name, Func<T, Task> use, Func<Exception, (string Says, string Mend)?> mendOf)
    {
        var tried = await Task.WhenAll(all.Select(async one =>
        {
            try
            {
                await use(one);
                return null;
            }
            catch (Exception e) when (mendOf(e) is not null)
            {
                return mendOf(e) is var (says, mend) ? (name(one), says, mend) : ((string, string, string)?)null;
            }
        }));
        return [.. tried.OfType<(string, string, string)>()];
    }

    /// <summary>What has the same mend is one finding.</summary>
    private static IEnumerable<Finding> Sum(string check, int all, List<(string Name, string Says, string Mend)> failures) => failures.Count == 0
        ? [Finding.Well(check, $"All {all} {check} can be read and written.")]
        : failures.GroupBy(failure => (failure.Says, failure.Mend), failure => failure.Name)
            .Select(same => Finding.Failure(check, $"{string.Join(", ", same)}: {same.Key.Says}", same.Key.Mend));

    private static async Task WriteAsync(ITable table, CancellationToken cancellationToken)
    {
        var row = new TableRow(Probe, Guid.NewGuid().ToString("N")) { ["Probe"] = true };
        if (await table.WriteAsync(new TableWrite.Upsert(row), cancellationToken) is { IsWritten: false, Outcome: var outcome })
        {
            throw new ProbeException($"the row was not written ({outcome})", outcome is TableWriteOutcome.NotFound);
        }

        var read = await table.GetAsync(Probe, row.RowKey, cancellationToken);
        await table.WriteAsync(new TableWrite.Delete(Probe, row.RowKey, "*"), cancellationToken);
        if (read?.GetBoolean("Probe") is not true)
        {
            throw new ProbeException("the row that was written was not there", isMissing: false);
        }
    }

    /// <summary>To a queue of our own: what the app takes from its queues it tries to understand.</summary>
    private static async Task SendAsync(IQueue queue, CancellationToken cancellationToken)
    {
        var text = Guid.NewGuid().ToString("N");
        await queue.CreateIfNotExistsAsync(cancellationToken);
        await queue.SendAsync(text, TimeSpan.Zero, cancellationToken);
        var found = false;
        while (!found && await queue.ReceiveAsync(32, Hold, cancellationToken) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                // What a doctor that was cut short has left goes as well.
                found |= message.Text == text;
                await queue.DeleteAsync(message, cancellationToken);
            }
        }

        if (!found)
        {
            throw new ProbeException("the message that was sent did not come", isMissing: false);
        }
    }
}

/// <summary>Storage took a call and did not do what it should.</summary>
internal sealed class ProbeException(string message, bool isMissing) : Exception(message)
{
    public bool IsMissing => isMissing;
}
