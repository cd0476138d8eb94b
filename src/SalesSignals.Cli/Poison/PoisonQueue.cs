using System.Collections.Immutable;
using System.CommandLine;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Poison;

/// <summary>A queue with the place where its unprocessable messages are kept.</summary>
internal sealed record PoisonQueue(string Name, IQueue Queue, IQueue Poison)
{
    /// <summary>What the Queue service gives at most at once.</summary>
    public const int Batch = 32;

    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    public static ImmutableArray<string> Names { get; } = ["deliveries", "work", "emails"];

    /// <summary><c>--queue</c>, for all poison commands.</summary>
    public static Option<string> CreateOption()
    {
        var option = new Option<string>("--queue") { Description = $"Only this queue: {string.Join(", ", Names)}.", HelpName = "QUEUE" };
        option.AcceptOnlyFromAmong([.. Names]);
        return option;
    }

    public static async Task<ImmutableArray<PoisonQueue>> OpenAsync(Queues queues, string? only, CancellationToken cancellationToken)
    {
        await queues.CreateAsync(cancellationToken);
        ImmutableArray<PoisonQueue> all =
        [
            new(Names[0], queues.Deliveries, queues.DeliveriesPoison),
            new(Names[1], queues.Work, queues.WorkPoison),
            new(Names[2], queues.Emails, queues.EmailsPoison),
        ];
        return [.. all.Where(queue => only is null || queue.Name == only)];
    }

    /// <summary>
    /// Takes every message there is and gives those back that <paramref name="handle"/> leaves (by returning false). How many were handled.
    /// </summary>
    public async Task<int> DrainAsync(Func<QueuedMessage, Task<bool>> handle, CancellationToken cancellationToken)
    {
        var left = new List<QueuedMessage>();
        var handled = 0;
        try
        {
            while (await Poison.ReceiveAsync(Batch, Hold, cancellationToken) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    if (await handle(message))
                    {
                        handled++;
                    }
                    else
                    {
                        left.Add(message);
                    }
                }
            }
        }
        finally
        {
            foreach (var message in left)
            {
                await Poison.HideAsync(message, TimeSpan.Zero, CancellationToken.None);
            }
        }

        return handled;
    }
}
