using System.Globalization;

namespace SalesSignals.Directory;

/// <summary>
/// How the reader of a mail is used to seeing amounts, numbers, days and times. The words stay English, months are written by name: no
/// day can be taken for another. What is composed within <see cref="For"/> is written for that reader; outside of it as
/// <see cref="Usual"/>, whatever the machine's own culture is.
/// </summary>
public sealed class ReaderCulture
{
    private static readonly AsyncLocal<ReaderCulture?> Reading = new();

    private readonly NumberFormatInfo _numbers;

    private ReaderCulture(CultureInfo culture)
    {
        _numbers = (NumberFormatInfo)culture.NumberFormat.Clone();
        _numbers.NegativeSign = "-";
        Name = culture.Name;
        var dates = culture.DateTimeFormat;
        MonthFirst = culture.Name.Length > 0 && dates.ShortDatePattern.StartsWith('M');
        TwelveHours = dates.ShortTimePattern.Contains('h', StringComparison.Ordinal);
        SymbolAfter = culture.Name.Length > 0 && _numbers.CurrencyPositivePattern is 1 or 3;
        FamilyNameFirst = culture.TwoLetterISOLanguageName is "zh" or "ja" or "ko" or "hu" or "vi";
    }

    /// <summary><c>€12,000</c>, <c>2 Nov</c>, <c>18:40</c>.</summary>
    public static ReaderCulture Usual { get; } = new(CultureInfo.InvariantCulture);

    public static ReaderCulture Current => Reading.Value ?? Usual;

    /// <summary>BCP 47; empty for the usual one.</summary>
    public string Name { get; }

    /// <summary><c>Nov 2</c> in place of <c>2 Nov</c>.</summary>
    public bool MonthFirst { get; }

    /// <summary><c>6:40 PM</c> in place of <c>18:40</c>.</summary>
    public bool TwelveHours { get; }

    /// <summary><c>12.000 €</c> in place of <c>€12.000</c>.</summary>
    public bool SymbolAfter { get; }

    /// <summary>Who writes the family name first is not greeted by the first word of the name.</summary>
    public bool FamilyNameFirst { get; }

    /// <summary>The culture of this name; the usual one where nobody knows it.</summary>
    public static ReaderCulture Of(string? name) => Find(name) is { } culture ? new(culture) : Usual;

    public static bool IsKnown(string name) => Find(name) is not null;

    /// <summary>Writes for a reader until disposed of.</summary>
    /// <param name="usual">The installation's own culture, for who has none.</param>
    public static IDisposable For(Person reader, string? usual)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var scope = new Scope(Reading.Value);
        Reading.Value = Of(reader.Culture ?? usual);
        return scope;
    }

    public string Number(decimal number) => number.ToString("N0", _numbers);

    public string Day(DateOnly day, bool withYear) => day.ToString(
        (MonthFirst, withYear) switch
        {
            (true, true) => "MMM d, yyyy",
            (true, false) => "MMM d",
            (false, true) => "d MMM yyyy",
            (false, false) => "d MMM",
        },
        CultureInfo.InvariantCulture);

    public string Time(TimeOnly time) => time.ToString(TwelveHours ? "h:mm tt" : "HH:mm", CultureInfo.InvariantCulture);

    private static CultureInfo? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    private sealed class Scope(ReaderCulture? before) : IDisposable
    {
        public void Dispose() => Reading.Value = before;
    }
}
