using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>The rules that read notes: thin notes, and no step of the customer's.</summary>
public class NoteRulesTests
{
    private static readonly ActivityFacts Meeting = Some.Meeting(Some.Noon.AddHours(-1)); // ends at noon

    [Theory]
    [InlineData(12, true, true, null)]
    [InlineData(11, true, true, Severity.Low)]
    [InlineData(12, false, true, Severity.Low)]
    [InlineData(12, true, false, Severity.Low)]
    [InlineData(12, false, false, Severity.Medium)]
    [InlineData(11, false, true, Severity.Medium)]
    [InlineData(11, false, false, Severity.High)]
    public void A_Note_Needs_A_Next_Step_A_Date_And_Twelve_Words(int words, bool hasStep, bool hasDate, Severity? expected)
    {
        Assert.Equal(expected, Thin(Meeting with { Note = new(words, hasStep, hasDate, false) }).Signal?.Severity);
    }

    [Fact]
    public void All_Notes_Since_It_Began_Are_Read_Together()
    {
        var note = Some.Note(Some.Noon.AddHours(2)) with { Note = new(6, true, false, false) };

        Assert.Null(Thin(Meeting with { Note = new(6, false, true, false) }, note).Signal);
        Assert.NotNull(Thin(Meeting with { Note = new(6, false, true, false) }, note with { StartsAt = Some.Noon.AddHours(-2) }).Signal);
    }

    [Fact]
    public void No_Note_At_All_Is_Another_Rules_Matter_And_So_Is_An_Empty_One()
    {
        Assert.Equal(RuleOutcome.Quiet, Thin(Meeting).Outcome);
        Assert.Equal(RuleOutcome.Quiet, Thin(Meeting with { Note = NoteReader.Read("") }).Outcome);
    }

    [Fact]
    public void Only_The_Last_Conversation_Counts_And_For_Fourteen_Days_Whatever_The_Clocks_Do()
    {
        var thin = Meeting with { Note = new(2, false, true, false) };
        var good = Some.Meeting(Some.Noon.AddDays(2), id: "m2") with { Note = new(20, true, true, false) };
        var october = Some.Meeting(Clock.At("2026-10-20T10:00Z")) with { Note = new(2, false, true, false) };

        Assert.Null(ThinNotes.Detect(Some.Context(Deal(thin, good), Some.Noon.AddDays(3))).Signal);
        Assert.Equal("Medium | Mon 30 Nov 12:00 -", Course.Of(ThinNotes.Detect, Deal(thin), Some.Noon.AddHours(1), "2026-12-10"));
        Assert.Equal("Medium | Tue 3 Nov 11:00 -", Course.Of(ThinNotes.Detect, Deal(october), october.EndsAt!.Value, "2026-11-10", new() { Zone = "Europe/London" }));
    }

    [Fact]
    public void A_Meeting_To_Come_Called_Off_Or_Removed_Is_No_Conversation()
    {
        var thin = Meeting with { Note = new(2, false, false, false) };
        var removed = Some.Deal(Some.Noon.AddDays(-30), null, Some.Logged(Some.Noon, thin), Some.Removed(Some.Noon.AddHours(1), thin.Id));

        Assert.Null(Thin(thin with { Status = ActivityStatus.Planned }).Signal);
        Assert.Null(Thin(thin with { Status = ActivityStatus.Cancelled }).Signal);
        Assert.Null(ThinNotes.Detect(Some.Context(removed, Some.Noon.AddDays(1))).Signal);
    }

    [Fact]
    public void The_Sentence_Says_What_The_Note_Has()
    {
        var all = Thin(Meeting with { Note = new(1, false, false, false) }).Signal!;
        var pasted = Thin(Meeting, Some.Note(Some.Noon, text: "")).Signal!;

        Assert.Equal("The note of the meeting on 16 Nov has only 1 word, no next step and no date.", all.Summary);
        Assert.Equal<Evidence>([new("Conversation", "meeting on 16 Nov"), new("Words", "1"), new("Next step", "none found"), new("Date", "none found")], all.Evidence);
        Assert.Equal("a next step, a date and 12 words", all.Threshold);
        Assert.Equal("The note of the meeting on 16 Nov has no words, no next step and no date.", pasted.Summary);
        Assert.Equal("The note of the meeting on 16 Nov has no date.", Thin(Meeting with { Note = new(20, true, false, false) }).Signal!.Summary);
    }

    [Fact]
    public void How_Many_Words_Will_Do_Is_A_Setting()
    {
        var rules = new RuleSettings { ThinNotes = new() { LeastWords = 0 } };
        var deal = Deal(Meeting with { Note = new(1, true, false, false) });

        Assert.Equal("a next step and a date", ThinNotes.Detect(Some.Context(deal, Some.Noon.AddDays(1), rules)).Signal!.Threshold);
    }

    [Theory]
    [InlineData("evaluation", null, null, null)]
    [InlineData("proposal", null, null, Severity.Low)]
    [InlineData("proposal", "2026-12-02", null, Severity.Low)]
    [InlineData("proposal", "2026-12-01", null, Severity.Medium)]
    [InlineData("proposal", "2026-11-01", null, Severity.Medium)]
    [InlineData("commit", null, null, Severity.High)]
    [InlineData("discovery", null, "commit", Severity.High)]
    public void From_Proposal_On_A_Step_Of_The_Customers_Is_Wanted(string stage, string? closeOn, string? forecast, Severity? expected)
    {
        var fields = new DealFields { Stage = stage, CloseOn = closeOn is null ? default : Told.Of<DateOnly?>(Clock.On(closeOn)), ForecastCategory = forecast };
        var deal = Some.Deal(Some.Noon, fields, Some.Logged(Some.Noon, Some.Note(Some.Noon)));

        Assert.Equal(expected, NoCustomerAction.Detect(Some.Context(deal, Some.Noon.AddDays(1))).Signal?.Severity);
    }

    [Fact]
    public void A_Step_In_A_Note_Counts_For_Thirty_Days_And_One_In_Its_Field_For_Good()
    {
        var note = Some.Note(Some.Noon) with { Note = new(9, true, false, false) { HasCustomerAction = true } };

        Assert.Equal("- | Wed 16 Dec 12:00 Low", Course.Of(NoCustomerAction.Detect, Late(null, note), Some.Noon, "2027-01-20"));
        Assert.Equal("-", Course.Of(NoCustomerAction.Detect, Late("Send the plans", Some.Note(Some.Noon)), Some.Noon, "2027-01-20"));
        Assert.NotNull(NoCustomerAction.Detect(Some.Context(Late(" ", note with { Note = new(9, true, false, false) }), Some.Noon)).Signal);
    }

    [Fact]
    public void It_Grows_Graver_On_The_Day_That_Begins_Where_The_Owner_Is_On_The_Night_Of_The_Change_Of_Clocks_Too()
    {
        // Fourteen days before 12 April is 29 March: the day begins at midnight, an hour before the clocks go on.
        var deal = Some.Deal(Clock.At("2026-03-20T12:00Z"), new() { Stage = "proposal", CloseOn = new DateOnly(2026, 4, 12) }, Some.Logged(Clock.At("2026-03-20T12:00Z"), Some.Note(Clock.At("2026-03-20T12:00Z"))));
        var next = Some.Deal(Clock.At("2026-03-20T12:00Z"), new() { Stage = "proposal", CloseOn = new DateOnly(2026, 4, 13) }, Some.Logged(Clock.At("2026-03-20T12:00Z"), Some.Note(Clock.At("2026-03-20T12:00Z"))));

        Assert.Equal("Low | Sun 29 Mar 00:00 Medium", Course.Of(NoCustomerAction.Detect, deal, Clock.At("2026-03-27T09:30Z"), "2026-04-02", new() { Zone = "Europe/London" }));
        Assert.Equal("Low | Sun 29 Mar 23:00 Medium", Course.Of(NoCustomerAction.Detect, next, Clock.At("2026-03-29T00:10Z"), "2026-04-02", new() { Zone = "Europe/London" }));
        Assert.Equal("Low | Sun 29 Mar 04:00 Medium", Course.Of(NoCustomerAction.Detect, deal, Clock.At("2026-03-27T09:30Z"), "2026-04-02", new() { Zone = "America/New_York" }));
    }

    [Fact]
    public void What_Nobody_Tells_Is_Unknown_And_So_Is_What_Was_Before_We_Listened()
    {
        var silent = Some.Deal(Some.Noon, new() { Stage = "proposal" });
        var noted = Late(null, Some.Note(Some.Noon));

        Assert.Equal("unknown", Course.Of(NoCustomerAction.Detect, silent, Some.Noon, "2027-01-20"));
        Assert.Equal("unknown | Wed 16 Dec 12:00 Low", Course.Of(NoCustomerAction.Detect, noted, Some.Noon, "2027-01-20", new() { KnownSince = Some.Noon }));
    }

    [Fact]
    public void The_Evidence_Shows_What_We_Have_Planned_Ourselves()
    {
        var deal = Some.Deal(Some.Noon, new() { Stage = "proposal", CloseOn = new DateOnly(2027, 1, 8) }, Some.Logged(Some.Noon, Some.Note(Some.Noon)), Some.Logged(Some.Noon, Some.Task(Some.Noon.AddDays(4))));

        var signal = NoCustomerAction.Detect(Some.Context(deal, Some.Noon.AddDays(1))).Signal!;

        Assert.Equal("Nothing is written down that the customer will do next.", signal.Summary);
        Assert.Equal<Evidence>([new("The customer's next step", "none recorded"), new("Ours", "task, 20 Nov"), new("Close date", "8 Jan 2027")], signal.Evidence);
        Assert.Equal("a step of the customer's from proposal on, in a field or in a note of the last 30 days", signal.Threshold);
    }

    private static DealSnapshot Deal(params ActivityFacts[] activities) =>
        Some.Deal(Some.Noon.AddDays(-60), null, [.. activities.Select(activity => Some.Logged(Some.Noon, activity))]);

    private static DealSnapshot Late(string? action, ActivityFacts note) =>
        Some.Deal(Some.Noon.AddDays(-60), new() { Stage = "proposal", CustomerAction = action is null ? default : Told.Of<string>(action) }, Some.Logged(Some.Noon, note));

    private static RuleVerdict Thin(params ActivityFacts[] activities) => ThinNotes.Detect(Some.Context(Deal(activities), Some.Noon.AddDays(1)));
}
