using SalesSignals.Events;

namespace SalesSignals.Tests.Events;

public class NoteReaderTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("   \n\t ", 0)]
    [InlineData("Good call.", 2)]
    [InlineData("We'll follow-up; price is $12,000 (net).", 7)]
    [InlineData("<p>Met&nbsp;Ana<br/>again</p>", 3)]
    [InlineData("Métier naïve Ünïcödé", 3)]
    [InlineData("a < b and c > d", 5)]
    [InlineData("--- *** ---", 0)]
    public void Words_Are_Counted_Without_Markup_And_Marks(string text, int words) => Assert.Equal(words, NoteReader.Read(text).Words);

    [Theory]
    [InlineData("Next steps: Priya sends the redlines.")]
    [InlineData("They will send the contract.")]
    [InlineData("She'll also review it with legal.")]
    [InlineData("We agreed to meet the CFO.")]
    [InlineData("Need to follow up with IT.")]
    [InlineData("FOLLOW-UP with procurement")]
    [InlineData("Demo booked.")]
    [InlineData("Action items: security questionnaire")]
    [InlineData("Let’s schedule a workshop")]
    [InlineData("<ul><li>Next&nbsp;meeting on site</li></ul>")]
    public void A_Next_Step_Is_Found(string text) => Assert.True(NoteReader.Read(text).HasNextStep);

    [Theory]
    [InlineData("Good call, they liked the demo.")]
    [InlineData("No next steps.")]
    [InlineData("No clear next step.")]
    [InlineData("Next steps: TBD")]
    [InlineData("Next steps are still unclear")]
    [InlineData("They will not send anything.")]
    [InlineData("Will Smith joined.")]
    [InlineData("The demo is not booked.")]
    [InlineData("They haven't agreed to sign")]
    [InlineData("Next to their office is a cafe")]
    public void Talk_Without_A_Next_Step_Is_Told_Apart(string text) => Assert.False(NoteReader.Read(text).HasNextStep);

    [Theory]
    [InlineData("on Thursday")]
    [InlineData("by Fri.")]
    [InlineData("tomorrow")]
    [InlineData("3 March")]
    [InlineData("March 3rd")]
    [InlineData("the 21st of May")]
    [InlineData("due 2026-12-15")]
    [InlineData("12/03")]
    [InlineData("12/03/2026")]
    [InlineData("15.12.2026")]
    [InlineData("in two weeks")]
    [InlineData("within 10 days")]
    [InlineData("end of the month")]
    [InlineData("by end of Q4")]
    [InlineData("EOW")]
    public void A_Day_Is_Found(string text) => Assert.True(NoteReader.Read(text).HasDate);

    [Theory]
    [InlineData("soon")]
    [InlineData("next week")]
    [InlineData("met today")]
    [InlineData("they may march on")]
    [InlineData("support is 24/7")]
    [InlineData("1/2 of the seats")]
    [InlineData("version 12.3")]
    [InlineData("50/50")]
    [InlineData("0/0")]
    [InlineData("2026-13-45")]
    [InlineData("in the end")]
    [InlineData("99999999999999999999/5")]
    public void What_Names_No_Day_Is_Told_Apart(string text) => Assert.False(NoteReader.Read(text).HasDate);

    [Theory]
    [InlineData("Talked about pricing")]
    [InlineData("budget is approved")]
    [InlineData("$12k")]
    [InlineData("12,000 EUR")]
    [InlineData("EUR 12,000")]
    [InlineData("12 € a seat")]
    [InlineData("wants a 10% discount")]
    public void Money_Is_Found(string text) => Assert.True(NoteReader.Read(text).HasPrice);

    [Theory]
    [InlineData("12 seats for the team")]
    [InlineData("they are priceless")]
    [InlineData("EUR is their currency")]
    [InlineData("$ign")]
    public void What_Is_Not_Money_Is_Told_Apart(string text) => Assert.False(NoteReader.Read(text).HasPrice);

    [Theory]
    [InlineData('<')]
    [InlineData('&')]
    [InlineData('a')]
    [InlineData('1')]
    [InlineData('\ud800')]
    [InlineData('/')]
    public void A_Hostile_Text_Is_Read_As_Far_As_The_Limit(char c)
    {
        var reading = NoteReader.Read(new string(c, 5 * NoteReader.MaxLength));

        Assert.InRange(reading.Words, 0, 1);
        Assert.Equal((false, false, false), (reading.HasNextStep, reading.HasDate, reading.HasPrice));
    }

    [Fact]
    public void What_Stands_After_The_Limit_Is_Not_Read() =>
        Assert.False(NoteReader.Read(new string(' ', NoteReader.MaxLength) + "tomorrow").HasDate);
}
