using SalesSignals.Functions.Host;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Standalone;

/// <summary>A received message that is being processed: stays hidden from others for as long as it takes.</summary>
public sealed partial class HeldMessage(IQueue queue, QueuedMessage message, TimeProvider time, ILogger logger)
{
    /// <summary>If this process dies, another sees the message after this long.</summary>
    public static readonly TimeSpan Visibility = TimeSpan.FromSeconds(60);

    private readonly string _id = message.Id;
    private QueuedMessage? _message = message;

    /// <summary>Runs <paramref name="work"/> and renews the hiding meanwhile; both have ended when this returns.</summary>
    public async Task<T> WhileHiddenAsync<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var ended = new CancellationTokenSource();
        var renewal = RenewAsync(ended.Token);
        try
        {
            return await work();
        }
        finally
        {
            await ended.CancelAsync();
            await renewal;
        }
    }

    public Task DeleteAsync(CancellationToken cancellationToken) => TryAsync(async () =>
    {
        if (_message is null || !await queue.DeleteAsync(_message, cancellationToken))
        {
            Log.Lost(logger, queue.Name, _id);
        }
    });

    public Task HideAsync(TimeSpan visibility, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        _message = _message is null ? null : await queue.HideAsync(_message, visibility, cancellationToken);
    });

    /// <summary>Puts a new message of the same text in its place. Sent before it is deleted: to do it twice is harmless, to lose it is not.</summary>
    public Task ReplaceAsync(CancellationToken cancellationToken) => TryAsync(async () =>
    {
        if (_message is not null)
        {
            await queue.SendAsync(_message.Text, TimeSpan.Zero, cancellationToken);
            await queue.DeleteAsync(_message, cancellationToken);
        }
    });

    private async Task RenewAsync(CancellationToken ended)
    {
        try
        {
            while (_message is not null)
            {
                await Task.Delay(Visibility / 2, time, ended);
                await HideAsync(Visibility, CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
    }

    /// <summary>Where storage fails here the message comes back by itself, and its work is safe to do twice.</summary>
    private async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
#pragma warning disable CA1031 // As said above: nothing is lost, and the pump must live.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.StorageFailed(logger, queue.Name, _id, FailureReason.Of(e));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Message {MessageId} of the queue {Queue} had come back to the queue before its work ended; it will run again.")]
        public static partial void Lost(ILogger logger, string queue, string messageId);

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} of the queue {Queue} could not be deleted or hidden; it will come back: {Reason}")]
        public static partial void StorageFailed(ILogger logger, string queue, string messageId, string reason);
    }
}
