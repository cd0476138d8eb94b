using SalesSignals.Alerts;
using SalesSignals.Board;

namespace SalesSignals.Tests.Alerts;

public class WordingTests
{
    private static readonly DateOnly Today = new(2026, 11, 17);

    [Theory]
    [InlineData("Acme\r\nBcc: all@x.example", "Acme Bcc: all@x.example")]
    [InlineData("  a\t\u0000b\u2028c  ", "a b c")]
    [InlineData("\u202Egnp.exe\u202C", "gnp.exe")]
    [InlineData("שלום Ltd", "שלום Ltd")]
    [InlineData("0123456789abcdef", "012345678…")]
    [InlineData("12345678😀😀", "12345678…")]
    [InlineData(null, "")]
    public void Names_Are_Cleaned(string? name, string clean) => Assert.Equal(clean, Wording.Clean(name, name?.Length > 9 && !name.Contains('@', StringComparison.Ordinal) ? 10 : 80));

    [Fact]
    public void Half_A_Character_Is_Replaced() => Assert.Equal("\uFFFDx", Wording.Clean("\uD800x"));

    [Theory]
    [InlineData(12000, "EUR", "€12,000")]
    [InlineData(-12000, "USD", "-$12,000")]
    [InlineData(999.5, "GBP", "£1,000")]
    [InlineData(12000, "CHF", "12,000 CHF")]
    [InlineData(12000, "", "12,000")]
    public void Money_Names_Its_Currency(decimal amount, string currency, string written) => Assert.Equal(written, new Money(amount, currency).ToString());

    [Fact]
    public void Days_Name_Their_Year_Only_When_It_Is_Another()
    {
        Assert.Equal("2 Nov", Wording.Day(new(2026, 11, 2), Today));
        Assert.Equal("2 Sep 2027", Wording.Day(new(2027, 9, 2), Today));
        Assert.Equal("Tuesday 17 Nov 2026", Wording.LongDay(Today));
    }

    [Theory]
    [InlineData("2026-11-17", "07:12 today")]
    [InlineData("2026-11-16", "yesterday 07:12")]
    [InlineData("2026-11-13", "Friday 07:12")]
    [InlineData("2026-11-10", "10 Nov")]
    [InlineData("2026-11-18", "18 Nov")]
    public void Moments_Are_Told_As_People_Do(string day, string told) =>
        Assert.Equal(told, Wording.Moment(new(DateOnly.Parse(day, null), new(7, 12)), Today));

    [Fact]
    public void Lists_Name_The_First_And_Count_The_Rest()
    {
        Assert.Equal("", Wording.List([], 2));
        Assert.Equal("a", Wording.List(["a"], 2));
        Assert.Equal("a and b", Wording.List(["a", "b"], 2));
        Assert.Equal("a, b and 2 more", Wording.List(["a", "b", "c", "d"], 2));
        Assert.Equal("1 deal", Wording.Count(1, "deal"));
        Assert.Equal("1,200 deals", Wording.Count(1_200, "deal"));
        Assert.Equal("Close date passed", Wording.Title("close-date-passed"));
    }
}
