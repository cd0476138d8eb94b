using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Standalone;

/// <summary>A timer function and its run, if one is going on or has ended and is not yet noted.</summary>
internal sealed class TimerRun(FunctionTrigger.Timer trigger)
{
    private DateTimeOffset _startedAt;

    public FunctionTrigger.Timer Trigger { get; } = trigger;

    public TimerSchedule Schedule { get; } = new(trigger);

    public string Name => Trigger.Name;

    public Task? Running { get; private set; }

    /// <summary>When a run began that has come to its end; null where there is none, and of a run that was cut short.</summary>
    public DateTimeOffset? EndedRun => Running is { IsCompletedSuccessfully: true } ? _startedAt : null;

    public void Start(DateTimeOffset now, Task run) => (_startedAt, Running) = (now, run);

    public void Settle() => Running = null;
}
