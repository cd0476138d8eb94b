using System.Globalization;

namespace SalesSignals.Tests.Support;

/// <summary>Instants and days as tests write them.</summary>
internal static class Clock
{
    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public static DateOnly On(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
