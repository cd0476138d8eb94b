using SalesSignals.Events;

namespace SalesSignals.Tests.Events;

public class HtmlTextTests
{
    [Theory]
    [InlineData("plain, as it is", "plain, as it is")]
    [InlineData("<p>One</p><p>Two</p>", "\nOne\n\nTwo\n")]
    [InlineData("One<br/>Two", "One\nTwo")]
    [InlineData("Next <b>st</b>ep: <a href=\"https://x.example\">call</a>", "Next step: call")]
    [InlineData("Q&amp;A &lt;b&gt; &#8364;5&nbsp;k", "Q&A <b> €5\u00A0k")]
    [InlineData("a < b and c > d &", "a < b and c > d &")]
    [InlineData("<style>p { color: red }</style>Text<script>if (a < b) alert()</script>", "\nText\n")]
    [InlineData("before<!-- <p>hidden</p> -->after", "beforeafter")]
    [InlineData("cut off <a href=", "cut off ")]
    [InlineData("<style>never ends", "\n")]
    [InlineData("stray</style> end", "stray\n end")]
    [InlineData("<", "<")]
    [InlineData("", "")]
    public void Blocks_Become_Lines_And_Tags_Vanish(string html, string text) => Assert.Equal(text, HtmlText.Of(html));

    [Fact]
    public void A_Note_That_Goes_On_And_On_Is_Cut() =>
        Assert.InRange(HtmlText.Of(string.Concat(Enumerable.Repeat("<p>ten chars </p>", 100_000))).Length, NoteReader.MaxLength, NoteReader.MaxLength + 20);

    [Fact]
    public void What_Was_Markup_Is_Read_As_A_Note_Of_Its_Words()
    {
        var read = NoteReader.Read(HtmlText.Of("<ul><li>Next ste<b>ps</b>: send the draft by <i>Thursday</i></li><li>Budget &euro;12,000</li></ul>"));

        Assert.Equal(new NoteReading(9, HasNextStep: true, HasDate: true, HasPrice: true), read);
    }
}
