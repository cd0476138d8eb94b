using System.Collections.Immutable;
using System.CommandLine;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Poison;

/// <summary>What all poison commands share: which queues.</summary>
internal static class PoisonQueues
{
    /// <summary><c>--queue</c>.</summary>
    public static Option<string> CreateOption()
    {
        var option = new Option<string>("--queue") { Description = $"Only this queue: {string.Join(", ", PoisonQueue.Names)}.", HelpName = "QUEUE" };
        option.AcceptOnlyFromAmong([.. PoisonQueue.Names]);
        return option;
    }

    public static async Task<ImmutableArray<PoisonQueue>> OpenAsync(Queues queues, string? only, CancellationToken cancellationToken)
    {
        await queues.CreateAsync(cancellationToken);
        return [.. PoisonQueue.All(queues).Where(queue => only is null || queue.Name == only)];
    }
}
