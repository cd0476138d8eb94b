using System.Globalization;

namespace SalesSignals.Benchmarks.Measuring;

/// <summary>One measured number beside its bar.</summary>
/// <param name="IsMet">Null where no bar is set.</param>
internal sealed record Finding(string What, string Bar, string Measured, bool? IsMet)
{
    /// <param name="beside">The absolute numbers behind a ratio: what this machine did this time.</param>
    public static Finding AtLeast(string what, double bar, double measured, string unit = "", string? beside = null) =>
        new(what, $"≥ {Number(bar)}{unit}", With(measured, unit, beside), measured >= bar);

    /// <inheritdoc cref="AtLeast"/>
    public static Finding AtMost(string what, double bar, double measured, string unit = "", string? beside = null) =>
        new(what, $"≤ {Number(bar)}{unit}", With(measured, unit, beside), measured <= bar);

    public static Finding Told(string what, string measured) => new(what, "", measured, null);

    /// <summary>Three digits that count, as people read them.</summary>
    public static string Number(double number) => Math.Abs(number) switch
    {
        0 => "0",
        >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("0.#", CultureInfo.InvariantCulture),
        >= 0.1 => number.ToString("0.##", CultureInfo.InvariantCulture),
        _ => number.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private static string With(double measured, string unit, string? beside) =>
        beside is null ? $"{Number(measured)}{unit}" : $"{Number(measured)}{unit} ({beside})";
}
