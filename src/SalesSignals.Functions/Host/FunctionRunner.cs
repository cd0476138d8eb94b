using System.Diagnostics;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Host;

/// <summary>
/// Runs a queue or timer function and decides what a failure means, the same for the Functions host and for our own pumps: a message that
/// cannot be read, or fails on its last try, goes to the poison queue together with the reason (the host alone would lose it).
/// </summary>
public sealed partial class FunctionRunner(
    FunctionHandlers handlers, Queues queues, HostSettings settings, TimeProvider time, ILogger<FunctionRunner> logger)
{
    /// <summary>A function fails by itself this long before the host would end the whole process for it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan OutagePause = TimeSpan.FromMinutes(1);

    /// <summary>Runs the function under the rules of its queue.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the message was not judged.</exception>
    public async Task<FunctionOutcome> RunAsync(FunctionTrigger trigger, FunctionCall call, CancellationToken cancellationToken)
    {
        using var scope = Scope(call);
        using var activity = Start(trigger, call);
        var since = Stopwatch.GetTimestamp();
        var outcome = await JudgeAsync(trigger, call, cancellationToken);
        var ended = outcome switch { FunctionOutcome.Done => "done", FunctionOutcome.Poisoned => "poisoned", _ => "failed" };
        SalesMetrics.Function(call.FunctionName, ended, since);
        activity?.SetStatus(outcome is FunctionOutcome.Done ? ActivityStatusCode.Ok : ActivityStatusCode.Error, ended);
        return outcome;
    }

    private async Task<FunctionOutcome> JudgeAsync(FunctionTrigger trigger, FunctionCall call, CancellationToken cancellationToken)
    {
        if (trigger is FunctionTrigger.Queue queue && call.DequeueCount > settings.MaxDequeueCount)
        {
            var reason = $"The process ended each of the {settings.MaxDequeueCount} times it tried this message.";
            return await PoisonAsync(queue, call, reason, cancellationToken);
        }

        var failure = await TryAsync(trigger, call, cancellationToken);
        return failure switch
        {
            null => new FunctionOutcome.Done(),
            StorageUnavailableException when trigger is FunctionTrigger.Queue source && call.DequeueCount >= settings.MaxDequeueCount =>
                await PutBackAsync(source, call, FailureReason.Of(failure), cancellationToken),
            _ when trigger is FunctionTrigger.Queue source && (failure is UnreadableMessageException || call.DequeueCount >= settings.MaxDequeueCount) =>
                await PoisonAsync(source, call, FailureReason.Of(failure), cancellationToken),
            _ => new FunctionOutcome.Failed(FailureReason.Of(failure)),
        };
    }

    /// <summary>Runs the function once for an operator: a failure is only told.</summary>
    public async Task<FunctionOutcome> RunOnceAsync(FunctionTrigger trigger, FunctionCall call, CancellationToken cancellationToken)
    {
        using var scope = Scope(call);
        var failure = await TryAsync(trigger, call, cancellationToken);
        return failure is null ? new FunctionOutcome.Done() : new FunctionOutcome.Failed(FailureReason.Of(failure));
    }

    private async Task<Exception?> TryAsync(FunctionTrigger trigger, FunctionCall call, CancellationToken cancellationToken)
    {
        var limit = settings.FunctionTimeout > 2 * Margin ? settings.FunctionTimeout - Margin : settings.FunctionTimeout;
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await handlers.For(trigger).HandleAsync(call, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            Log.TimedOut(logger, call.FunctionName, limit);
            return new TimeoutException($"{call.FunctionName} did not end within {limit}.");
        }
#pragma warning disable CA1031 // The one place that turns any failure of a handler into a retry or a poison message.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Activity.Current?.SetTag("error.type", failure.GetType().Name);
            Log.Failed(logger, call.FunctionName, call.DequeueCount, FailureReason.Of(failure), failure.StackTrace);
            return failure;
        }
    }

    /// <summary>An outage of storage is no fault of the message: it begins its tries anew a while later, and drains when storage is back.</summary>
    private async Task<FunctionOutcome> PutBackAsync(FunctionTrigger.Queue trigger, FunctionCall call, string reason, CancellationToken cancellationToken)
    {
        try
        {
            await queues.Named(trigger.QueueName).SendAsync(call.MessageText ?? "", OutagePause, cancellationToken);
            Log.PutBack(logger, call.FunctionName, trigger.QueueName, reason);
            return new FunctionOutcome.Done();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NotPoisoned(logger, trigger.QueueName, FailureReason.Of(failure));
            return new FunctionOutcome.Failed(reason);
        }
    }

    private async Task<FunctionOutcome> PoisonAsync(FunctionTrigger.Queue trigger, FunctionCall call, string reason, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsideAsync(queues.PoisonOf(trigger.QueueName), call, reason, cancellationToken);
            Log.Poisoned(logger, call.FunctionName, trigger.QueueName, reason);
            return new FunctionOutcome.Poisoned(reason);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NotPoisoned(logger, trigger.QueueName, FailureReason.Of(failure));
            return new FunctionOutcome.Failed(reason);
        }
    }

    private async Task PutAsideAsync(IQueue poison, FunctionCall call, string reason, CancellationToken cancellationToken)
    {
        var message = call.MessageText ?? "";
        try
        {
            await poison.SendAsync(new PoisonMessage(reason, time.GetUtcNow(), message).Write(), TimeSpan.Zero, cancellationToken);
        }
        catch (StorageLimitException)
        {
            // Together they are too large for one message: the work matters more than the reason, which is in the log.
            await poison.SendAsync(message, TimeSpan.Zero, cancellationToken);
        }
    }

    /// <summary>In the trace that the message brings; a timer begins one.</summary>
    private static Activity? Start(FunctionTrigger trigger, FunctionCall call) =>
        (trigger is FunctionTrigger.Queue queue
            ? SalesTracing.Receive("process " + queue.QueueName, NamedMessage.TraceOf(call.MessageText))
            : SalesTracing.Step("tick " + call.FunctionName))
        ?.SetTag("faas.name", call.FunctionName)
        .SetTag("faas.invocation_id", call.InvocationId)
        .SetTag("messaging.message.id", call.MessageId)
        .SetTag("salessignals.try", call.DequeueCount);

    private IDisposable? Scope(FunctionCall call) =>
        Log.Scope(logger, call.FunctionName, call.InvocationId ?? "-", call.MessageId ?? "-", call.DequeueCount);

    private static partial class Log
    {
        private static readonly Func<ILogger, string, string, string, long, IDisposable?> ScopeOf =
            LoggerMessage.DefineScope<string, string, string, long>("Function {Function}, invocation {Invocation}, message {Message}, try {Try}");

        public static IDisposable? Scope(ILogger logger, string function, string invocation, string message, long attempt) =>
            ScopeOf(logger, function, invocation, message, attempt);

        [LoggerMessage(LogLevel.Error, "{Function} failed on try {Try}: {Reason} {Trace}")]
        public static partial void Failed(ILogger logger, string function, long @try, string reason, string? trace);

        [LoggerMessage(LogLevel.Error, "{Function} was stopped because it did not end within {Limit}.")]
        public static partial void TimedOut(ILogger logger, string function, TimeSpan limit);

        [LoggerMessage(LogLevel.Error, "{Function} put a message of the queue {Queue} aside: {Reason}")]
        public static partial void Poisoned(ILogger logger, string function, string queue, string reason);

        [LoggerMessage(LogLevel.Warning, "{Function} put a message back on the queue {Queue}, to be tried anew: {Reason}")]
        public static partial void PutBack(ILogger logger, string function, string queue, string reason);

        [LoggerMessage(LogLevel.Error, "A message of the queue {Queue} could not be put aside; it stays where it is: {Reason}")]
        public static partial void NotPoisoned(ILogger logger, string queue, string reason);
    }
}
