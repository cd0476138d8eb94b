using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.Cli.Demo;

/// <summary>What the demo is asked to do.</summary>
/// <param name="Now">The time at which the made-up team reads its mail: a working morning.</param>
/// <param name="Dialect">Of the CRM that tells all stories; null for two that share them.</param>
/// <param name="Port">Where the app listens; the page of caught mail listens on the next port. 0: on free ones.</param>
/// <param name="Once">End when the job is done, and leave files rather than a page.</param>
/// <param name="Out">Where the files go.</param>
internal sealed record DemoOptions(DateTimeOffset Now, int Seed, int Deals, Dialect? Dialect, int Port, bool Once, string? Out)
{
    /// <summary>When managers in Europe are at their desks: digests are due until their noon, alerts from 8 on.</summary>
    public static readonly TimeOnly Morning = new(9, 0);

    /// <summary>The last Monday morning: a day on which everything is due.</summary>
    public static DateTimeOffset LastMonday(DateTimeOffset today)
    {
        var day = DateOnly.FromDateTime(today.UtcDateTime);
        return new(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), Morning, TimeSpan.Zero);
    }
}
