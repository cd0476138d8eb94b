using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class MissingNotesTests
{
    private static readonly DateTimeOffset Friday = new(2026, 11, 13, 14, 0, 0, TimeSpan.Zero); // the meeting ends at 15:00

    [Theory]
    [InlineData("2026-11-16T14:59:00Z", false)]
    [InlineData("2026-11-16T15:00:00Z", true)]
    public void A_Note_Is_Due_A_Working_Day_After_The_Meeting(string now, bool expected)
    {
        var verdict = Detect(now, Some.Meeting(Friday));

        Assert.Equal(expected, verdict.Signal is not null);
        Assert.True(verdict.ChangesAt > Clock.At(now));
    }

    [Fact]
    public void Before_It_Is_Due_The_Verdict_Says_When_It_Will_Be()
    {
        Assert.Equal(new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero), Detect("2026-11-16T12:00:00Z", Some.Meeting(Friday)).ChangesAt);
    }

    [Fact]
    public void A_Note_Since_The_Meeting_Began_Will_Do()
    {
        Assert.Null(Detect("2026-11-20T12:00:00Z", Some.Meeting(Friday), Some.Note(Friday.AddMinutes(5))).Signal);
        Assert.NotNull(Detect("2026-11-20T12:00:00Z", Some.Meeting(Friday), Some.Note(Friday.AddMinutes(-5))).Signal);
    }

    [Fact]
    public void Text_In_The_Meeting_Itself_Will_Do()
    {
        Assert.Null(Detect("2026-11-20T12:00:00Z", Some.Meeting(Friday) with { Note = NoteReader.Read("They like it.") }).Signal);
    }

    [Theory]
    [InlineData(ActivityStatus.Cancelled)]
    [InlineData(ActivityStatus.NoShow)]
    [InlineData(ActivityStatus.Planned)]
    public void A_Meeting_That_Was_Not_Held_Needs_No_Note(ActivityStatus status)
    {
        Assert.Null(Detect("2026-11-20T12:00:00Z", Some.Meeting(Friday, status)).Signal);
    }

    [Fact]
    public void A_Meeting_Whose_Outcome_Nobody_Set_Counts_Once_It_Is_Over()
    {
        Assert.NotNull(Detect("2026-11-20T12:00:00Z", Some.Meeting(Friday, status: null)).Signal);
    }

    [Fact]
    public void An_Internal_Meeting_Needs_No_Note()
    {
        Assert.Null(Detect("2026-11-20T12:00:00Z", Some.Meeting(Friday) with { Direction = ActivityDirection.Internal }).Signal);
    }

    [Theory]
    [InlineData(ActivityStatus.Done, true)]
    [InlineData(ActivityStatus.NoShow, false)]
    public void A_Connected_Call_Needs_A_Note_And_A_Missed_One_Does_Not(ActivityStatus status, bool expected)
    {
        var call = Some.Meeting(Friday, status) with { Kind = ActivityKind.Call };

        Assert.Equal(expected, Detect("2026-11-20T12:00:00Z", call).Signal is not null);
    }

    [Fact]
    public void What_Is_Longer_Ago_Than_The_Look_Back_Is_Left_Alone()
    {
        Assert.NotNull(Detect("2026-12-13T15:00:00Z", Some.Meeting(Friday)).Signal);
        Assert.Null(Detect("2026-12-13T15:00:01Z", Some.Meeting(Friday)).Signal);
    }

    [Fact]
    public void Several_Conversations_Make_It_Grave_And_Are_Counted()
    {
        var signal = Detect("2026-11-20T12:00:00Z", Some.Meeting(Friday, id: "a"), Some.Meeting(Friday.AddDays(3), id: "b"), Some.Meeting(Friday.AddDays(4), id: "c")).Signal!;

        Assert.Equal(Severity.High, signal.Severity);
        Assert.Equal("No notes yet from 3 conversations, the first a meeting on 13 Nov.", signal.Summary);
    }

    private static RuleVerdict Detect(string now, params ActivityFacts[] activities)
    {
        DealSnapshot deal = Some.Deal(Friday.AddDays(-30), null, [.. activities.Select(activity => Some.Logged(Friday.AddHours(2), activity))]);
        return MissingNotes.Detect(Some.Context(deal, Clock.At(now)));
    }
}
