using System.Globalization;
using System.Runtime.CompilerServices;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether anything could not be processed, and whether what waits is being worked on.</summary>
internal static class QueuesExam
{
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Stuck = TimeSpan.FromHours(1);

    public static async IAsyncEnumerable<Finding> LookAsync(Patient patient, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var queues = patient.Installation!.Queues;
        foreach (var (queue, poison) in new[] { (queues.Deliveries, queues.DeliveriesPoison), (queues.Work, queues.WorkPoison), (queues.Emails, queues.EmailsPoison) })
        {
            yield return await poison.CountAsync(cancellationToken) is > 0 and var poisoned
                ? Finding.Failure(
                    poison.Name,
                    string.Create(CultureInfo.InvariantCulture, $"{poisoned} message(s) could not be processed."),
                    $"See why with 'salessignals poison list --queue {queue.Name}', mend it, and try them again with 'salessignals poison redrive --queue {queue.Name}'.")
                : Finding.Well(poison.Name, "It is empty.");
            yield return Judge(queue.Name, await queue.CountAsync(cancellationToken), await queue.PeekAsync(32, cancellationToken), patient.Time.GetUtcNow());
        }
    }

    private static Finding Judge(string name, int count, IReadOnlyList<QueuedMessage> visible, DateTimeOffset now)
    {
        var oldest = visible.Count > 0 ? now - visible.Min(message => message.InsertedAt) : TimeSpan.Zero;
        var says = string.Create(
            CultureInfo.InvariantCulture, $"{count} message(s) wait{(visible.Count > 0 ? $"; one that is due has waited for {oldest.TotalMinutes:0} minutes" : "")}.");
        const string Mend = "See that the app runs, and look for errors in its log.";
        return oldest > Stuck ? Finding.Failure(name, says, Mend) : oldest > Slow ? Finding.Warning(name, says, Mend) : Finding.Well(name, says);
    }
}
