namespace SalesSignals.Cli.Demo;

/// <summary>The clock of the demo: begins at a given time when it is made, and runs on at the usual pace, as the app's does.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _begun = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + GetElapsedTime(_begun);
}
