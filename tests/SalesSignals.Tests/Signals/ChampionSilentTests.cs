using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class ChampionSilentTests
{
    private static readonly DateTimeOffset First = Clock.At("2026-11-02T12:00Z"); // a Monday

    [Fact]
    public void Who_Wrote_Every_Day_May_Be_Silent_For_Ten_Working_Days()
    {
        // The last of three on Wednesday, 4 November; fifteen and twenty-five working days later it grows graver.
        Assert.Equal(
            "- | Wed 18 Nov 12:00 Low | Wed 25 Nov 12:00 Medium | Wed 9 Dec 12:00 High",
            Course.Of(ChampionSilent.Detect, Deal(Mails("c1", 0, 1, 2)), First.AddDays(3), "2026-12-20"));
    }

    [Fact]
    public void Who_Wrote_Every_Six_Working_Days_May_Be_Silent_For_Twelve()
    {
        // Monday, Tuesday of the week after, Wednesday of the week after that: twelve working days on it is Friday, 4 December.
        Assert.Equal("- | Fri 4 Dec 12:00 Low", Course.Of(ChampionSilent.Detect, Deal(Mails("c1", 0, 8, 16)), First.AddDays(17), "2026-12-10"));
    }

    [Fact]
    public void A_Habit_That_Is_No_Whole_Number_Of_Days_Changes_When_It_Says()
    {
        var odd = Mails("c1", 0, 3, 9, 17);
        var how = new Circumstances { Zone = "America/New_York", Rules = new() { ChampionSilent = new() { LeastDays = 1, Times = 1 } } };

        Assert.EndsWith("High", Course.Of(ChampionSilent.Detect, Deal(odd), First.AddDays(18), "2027-01-20", how), StringComparison.Ordinal);
    }

    [Fact]
    public void Holidays_Are_No_Silence()
    {
        var how = new Circumstances { Calendar = new() { Holidays = [new(2026, 11, 11), new(2026, 11, 12)] } };

        Assert.Equal("- | Fri 20 Nov 12:00 Low", Course.Of(ChampionSilent.Detect, Deal(Mails("c1", 0, 1, 2)), First.AddDays(3), "2026-11-24", how));
    }

    [Fact]
    public void The_Night_Of_The_Change_Of_Clocks_Makes_No_Difference()
    {
        var start = Clock.At("2026-10-19T11:00Z"); // noon in London
        var deal = Some.Deal(start.AddDays(-30), null, [Some.Contact("c1", "Berta"), .. Enumerable.Range(0, 3).Select(i => Mail(start.AddDays(i), "c1", $"m{i}"))]);

        Assert.Equal("- | Wed 4 Nov 12:00 Low", Course.Of(ChampionSilent.Detect, deal, start.AddDays(3), "2026-11-07", new() { Zone = "Europe/London" }));
    }

    [Fact]
    public void With_Two_Touches_Nobody_Has_A_Habit_And_A_Removed_One_Is_None()
    {
        CanonicalEvent[] three = Mails("c1", 0, 1, 2);

        Assert.Equal(RuleOutcome.Unknown, Detect(Mails("c1", 0, 1)).Outcome);
        Assert.Equal(RuleOutcome.Unknown, Detect([.. three, Some.Removed(First.AddDays(9), "c1-2")]).Outcome);
        Assert.Equal(RuleOutcome.Unknown, Detect(three[1..]).Outcome);
        Assert.Equal(RuleOutcome.Unknown, ChampionSilent.Detect(Some.Context(Deal(three), First.AddDays(40), activitiesKnown: false)).Outcome);
    }

    [Fact]
    public void The_Most_Active_Is_The_One_And_Of_Two_Who_Was_Last()
    {
        CanonicalEvent[] more = [.. Mails("c1", 0, 1, 2, 3), .. Mails("c2", 2, 3, 21)];
        CanonicalEvent[] even = [.. Mails("c1", 0, 1, 2), .. Mails("c2", 2, 3, 4)];

        Assert.StartsWith("c1 has been silent", Detect(more).Signal!.Summary, StringComparison.Ordinal);
        Assert.StartsWith("c2 has been silent", Detect(even).Signal!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Sentence_And_The_Evidence_Count_Alike()
    {
        var daily = ChampionSilent.Detect(Some.Context(Deal(Mails("c1", 0, 1, 2)), Clock.At("2026-11-18T12:00Z"))).Signal!;
        var slow = ChampionSilent.Detect(Some.Context(Deal(Mails("c1", 0, 8, 17)), Clock.At("2026-12-11T12:00Z"))).Signal!;

        Assert.Equal("c1 has been silent for 10 working days; usually they are in touch every working day.", daily.Summary);
        Assert.Equal<Evidence>([new("Most active contact", "c1"), new("Last touch", "4 Nov"), new("Touches", "3, every working day or so")], daily.Evidence);
        Assert.Equal("10 working days", daily.Threshold);
        Assert.Equal("c1 has been silent for 16 working days; usually they are in touch every 7 working days.", slow.Summary);
        Assert.Contains(new Evidence("Touches", "3, every 7 working days or so"), slow.Evidence);
        Assert.Equal("2 times their own usual gap, 13 working days", slow.Threshold);
    }

    private static CanonicalEvent.ActivityLogged Mail(DateTimeOffset at, string contact, string id) =>
        Some.Logged(at, Some.Email(at, ActivityDirection.Inbound, id) with { ContactIds = [contact] });

    /// <summary>A contact and their emails, so many days after the first.</summary>
    private static CanonicalEvent[] Mails(string contact, params int[] days) =>
        [Some.Contact(contact, contact), .. days.Select((day, i) => Mail(First.AddDays(day), contact, $"{contact}-{i}"))];

    private static DealSnapshot Deal(params CanonicalEvent[] events) => Some.Deal(First.AddDays(-30), null, events);

    private static RuleVerdict Detect(params CanonicalEvent[] events) => ChampionSilent.Detect(Some.Context(Deal(events), First.AddDays(60)));
}
