using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using static SalesSignals.Tests.Alerts.AlertSamples;

namespace SalesSignals.Tests.Directory;

public class ReaderCultureTests
{
    private static readonly DateOnly Today = new(2026, 11, 17);

    [Theory]
    [InlineData(null, "€12,000", "12,000 CHF", "-$1,500", "2 Nov", "2 Nov 2025", "Monday 2 Nov 2026", "yesterday 18:40", "1,234 deals")]
    [InlineData("en-US", "€12,000", "12,000 CHF", "-$1,500", "Nov 2", "Nov 2, 2025", "Monday, Nov 2, 2026", "yesterday 6:40 PM", "1,234 deals")]
    [InlineData("en-GB", "€12,000", "12,000 CHF", "-$1,500", "2 Nov", "2 Nov 2025", "Monday 2 Nov 2026", "yesterday 18:40", "1,234 deals")]
    [InlineData("de-DE", "12.000 €", "12.000 CHF", "-1.500 $", "2 Nov", "2 Nov 2025", "Monday 2 Nov 2026", "yesterday 18:40", "1.234 deals")]
    [InlineData("fr-FR", "12 000 €", "12 000 CHF", "-1 500 $", "2 Nov", "2 Nov 2025", "Monday 2 Nov 2026", "yesterday 18:40", "1 234 deals")]
    [InlineData("ja-JP", "€12,000", "12,000 CHF", "-$1,500", "2 Nov", "2 Nov 2025", "Monday 2 Nov 2026", "yesterday 18:40", "1,234 deals")]
    [InlineData("no such", "€12,000", "12,000 CHF", "-$1,500", "2 Nov", "2 Nov 2025", "Monday 2 Nov 2026", "yesterday 18:40", "1,234 deals")]
    public void Amounts_Numbers_Days_And_Times_Are_Written_As_Their_Reader_Knows_Them(
        string? culture, string euros, string francs, string dollars, string day, string dayOfLastYear, string longDay, string moment, string count)
    {
        using var reading = ReaderCulture.For(Rep() with { Culture = culture }, usual: null);

        Assert.Equal(
            [euros, francs, dollars, day, dayOfLastYear, longDay, moment, count],
            ((string[])
            [
                new Money(12_000, "EUR").ToString(), new Money(12_000, "CHF").ToString(), new Money(-1_500, "USD").ToString(),
                Wording.Day(new(2026, 11, 2), Today), Wording.Day(new(2025, 11, 2), Today), Wording.LongDay(new(2026, 11, 2)),
                Wording.Moment(new(new(2026, 11, 16), new(18, 40)), Today), Wording.Count(1_234, "deal"),
            ]).Select(text => text.Replace('\u00A0', ' ').Replace('\u202F', ' ')));
    }

    [Theory]
    [InlineData("de-DE", "Ana")]
    [InlineData("hu-HU", "Ana Silva")]
    public void Who_Writes_The_Family_Name_First_Is_Greeted_By_The_Whole_Name(string culture, string expected)
    {
        using var reading = ReaderCulture.For(Rep() with { Culture = culture }, usual: null);

        Assert.Equal(expected, Wording.FirstName("Ana Silva"));
    }

    [Fact]
    public async Task A_Persons_Own_Culture_Goes_Before_The_Installations_And_Ends_With_The_Mail()
    {
        async Task<string> WriteAsync(Person reader, string? usual)
        {
            using var reading = ReaderCulture.For(reader, usual);
            await Task.Yield();
            return new Money(12_000, "CHF").ToString();
        }

        var written = await Task.WhenAll(WriteAsync(Rep() with { Culture = "en-US" }, "de-DE"), WriteAsync(Rep(), "de-DE"), WriteAsync(Rep(), null));

        Assert.Equal(["12,000 CHF", "12.000 CHF", "12,000 CHF"], written);
        Assert.Equal("", ReaderCulture.Current.Name);
    }

    [Theory]
    [InlineData("The amount fell by 25 %, from 120,000 EUR to 90,000.5 EUR.", "The amount fell by 25 %, from 120.000 EUR to 90,000.5 EUR.")]
    [InlineData("€1,234,567 open; $900 of £12 left, 12,000 CHF.", "1.234.567 € open; 900 $ of 12 £ left, 12.000 CHF.")]
    [InlineData("to negotiation, 20 Oct; since 3 Sep 2025", "to negotiation, 20 Oct; since 3 Sep 2025")]
    [InlineData("Deal 12,34 of room A1,000 in 2026; 31 Nov", "Deal 12,34 of room A1,000 in 2026; 31 Nov")]
    public void What_A_Rule_Has_Written_Is_Turned_Into_What_A_German_Knows(string written, string expected)
    {
        using var reading = ReaderCulture.For(Rep() with { Culture = "de-DE" }, usual: null);

        Assert.Equal(expected, WrittenText.ForReader(written).Replace('\u00A0', ' '));
    }

    [Theory]
    [InlineData("meeting, 23 Oct", "meeting, Oct 23")]
    [InlineData("since 3 Sep 2025, then 120,000 EUR", "since Sep 3, 2025, then 120,000 EUR")]
    [InlineData("31 Nov, 123 May", "31 Nov, 123 May")]
    public void What_A_Rule_Has_Written_Is_Turned_Into_What_An_American_Knows(string written, string expected)
    {
        using var reading = ReaderCulture.For(Rep() with { Culture = "en-US" }, usual: null);

        Assert.Equal(expected, WrittenText.ForReader(written));
    }

    [Fact]
    public void Without_A_Culture_What_A_Rule_Has_Written_Stays() => Assert.Equal("€1,500 on 3 Sep", WrittenText.ForReader("€1,500 on 3 Sep"));
}
