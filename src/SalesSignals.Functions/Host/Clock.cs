using System.Globalization;

namespace SalesSignals.Functions.Host;

/// <summary>The clock the app runs by: the machine's, or for tests and demos one that starts at a given time and runs on.</summary>
public static class Clock
{
    public const string Setting = "SALESSIGNALS_NOW";

    /// <exception cref="StartException">A start of the clock is set outside Development, or is no time.</exception>
    public static TimeProvider Read(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var start = configuration[Setting];
        if (string.IsNullOrEmpty(start))
        {
            return TimeProvider.System;
        }

        if (!environment.IsDevelopment())
        {
            throw new StartException($"{Setting} is for tests and demos and is refused in the environment '{environment.EnvironmentName}'. Remove it.");
        }

        return DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            ? new ShiftedClock(now)
            : throw new StartException($"{Setting} must be a time such as 2026-11-20T07:30:00Z.");
    }

    /// <summary>Shows another time than the machine's, at the same pace.</summary>
    private sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
    {
        private readonly DateTimeOffset _start = start.ToUniversalTime();
        private readonly long _begun = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => _start + GetElapsedTime(_begun);
    }
}
