using SalesSignals.Functions.Host;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Standalone;

/// <summary>
/// Feeds one queue function from its queue with the batch, retry and poison rules of the Functions host. A message is deleted once its
/// work is done, hidden for a while when it failed, and given back when the process stops.
/// </summary>
public sealed partial class QueuePump(
    FunctionTrigger.Queue trigger, IQueue queue, FunctionRunner runner, HostSettings settings, TimeProvider time, ILogger<QueuePump> logger)
    : BackgroundService
{
    /// <summary>How long running work may go on when the process stops.</summary>
    public static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly List<Task> _running = [];
    private readonly Backoff _backoff = new(FirstPause, settings.MaxPollingInterval);
    private bool _isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var giveUp = new CancellationTokenSource();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await TakeAsync(giveUp.Token, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // No more is received; what runs is seen to below.
        }

        await FinishAsync(giveUp);
    }

    /// <summary>Takes a batch and starts it, then waits until there is room, or for a pause if there was nothing.</summary>
    private async Task TakeAsync(CancellationToken giveUp, CancellationToken stoppingToken)
    {
        var added = (queue as WakingQueue)?.Added;
        var messages = await ReceiveAsync();
        if (messages.Count == 0)
        {
            await PauseAsync(added, stoppingToken);
            return;
        }

        _backoff.Reset();
        _running.AddRange(messages.Select(message => Task.Run(() => ProcessAsync(message, giveUp, stoppingToken), CancellationToken.None)));
        while (_running.RemoveAll(work => work.IsCompleted) >= 0 && _running.Count > settings.NewBatchThreshold)
        {
            await Task.WhenAny(_running).WaitAsync(stoppingToken);
        }
    }

    private async Task<IReadOnlyList<QueuedMessage>> ReceiveAsync()
    {
        try
        {
            // Not the stopping token: a call cut short might have taken messages that nobody then holds.
            var messages = await queue.ReceiveAsync(settings.BatchSize, HeldMessage.Visibility, CancellationToken.None);
            _isFailing = false;
            return messages;
        }
#pragma warning disable CA1031 // Storage comes back; until then the pump waits longer and longer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!_isFailing)
            {
                Log.NotReceived(logger, queue.Name, FailureReason.Of(e));
            }

            _isFailing = true;
            return [];
        }
    }

    private async Task PauseAsync(Task? added, CancellationToken stoppingToken)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
#pragma warning disable CA5394 // Spreads calls over time; nothing secret.
        var pause = Task.Delay(_backoff.Next(Random.Shared.NextDouble()), time, woken.Token);
#pragma warning restore CA5394
        if (await Task.WhenAny(pause, added ?? pause) != pause)
        {
            _backoff.Reset();
            await woken.CancelAsync();
        }

        stoppingToken.ThrowIfCancellationRequested();
    }

    private async Task ProcessAsync(QueuedMessage message, CancellationToken giveUp, CancellationToken stoppingToken)
    {
        var held = new HeldMessage(queue, message, time, logger);
        var call = new FunctionCall(trigger.Name, message.Text, message.DequeueCount, false) { MessageId = message.Id, InsertedAt = message.InsertedAt };
        try
        {
            stoppingToken.ThrowIfCancellationRequested();
            var outcome = await held.WhileHiddenAsync(() => runner.RunAsync(trigger, call, giveUp));
            await (outcome is FunctionOutcome.Failed
                ? held.HideAsync(settings.VisibilityTimeout, CancellationToken.None)
                : held.DeleteAsync(CancellationToken.None));
        }
        catch (OperationCanceledException)
        {
            Log.GivenBack(logger, queue.Name, message.Id);
            await GiveBackAsync(held, message);
        }
    }

    /// <summary>
    /// To be taken at once by another. The queue has counted a try that was cut short by us and not by the message: one that has none left
    /// begins anew, else it would be put aside for what it never did.
    /// </summary>
    private async Task GiveBackAsync(HeldMessage held, QueuedMessage message)
    {
        if (message.DequeueCount != settings.MaxDequeueCount)
        {
            await held.HideAsync(TimeSpan.Zero, CancellationToken.None);
        }
        else
        {
            await held.ReplaceAsync(CancellationToken.None);
        }
    }

    private async Task FinishAsync(CancellationTokenSource giveUp)
    {
        var all = Task.WhenAll(_running);
        if (await Task.WhenAny(all, Task.Delay(StopGrace, time, CancellationToken.None)) != all)
        {
            await giveUp.CancelAsync();
        }

        await all;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The queue {Queue} could not be read; it is tried again with longer and longer pauses: {Reason}")]
        public static partial void NotReceived(ILogger logger, string queue, string reason);

        [LoggerMessage(LogLevel.Information, "Message {MessageId} was given back to the queue {Queue}: this process stops.")]
        public static partial void GivenBack(ILogger logger, string queue, string messageId);
    }
}
