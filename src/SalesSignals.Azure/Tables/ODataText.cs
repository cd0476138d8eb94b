using System.Globalization;

namespace SalesSignals.Azure.Tables;

/// <summary>Values as OData writes them in filters.</summary>
internal static class ODataText
{
    public static string Literal(object value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool yes => yes ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => string.Create(CultureInfo.InvariantCulture, $"{number}L"),
        double number when double.IsFinite(number) => Double(number),
        DateTimeOffset instant => $"datetime'{Instant(instant)}'",
        Guid guid => $"guid'{guid:D}'",
        _ => throw new ArgumentException($"A filter cannot compare with {value}, a {value.GetType().Name}.", nameof(value)),
    };

    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    // A whole number without a point would be an integer.
    private static string Double(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny(".E") ? text : text + ".0";
    }
}
