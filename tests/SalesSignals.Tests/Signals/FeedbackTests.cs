using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class FeedbackTests
{
    private static readonly string[] Stalled = [SignalKinds.StalledDeal];

    private readonly Pipeline _pipeline = new();

    private DateTimeOffset Now => _pipeline.Time.GetUtcNow();

    [Fact]
    public async Task What_Is_No_Risk_Needs_Nobody_Until_It_Gets_Worse()
    {
        await StallAsync();
        await JudgeAsync(FeedbackKind.NotARisk, "They are on holiday.");

        var judged = Standing(await _pipeline.ReadAsync());
        var worse = judged with { Signal = judged.Signal with { Severity = Severity.High + 1 } };

        Assert.Equal(("ana", "They are on holiday."), (judged.Feedback!.By, judged.Feedback.Reason));
        Assert.False(judged.NeedsAttentionAt(Now));
        Assert.True(worse.NeedsAttentionAt(Now));
    }

    [Fact]
    public async Task It_Stays_Silent_When_It_Is_Evaluated_Again_And_The_Board_Knows()
    {
        await StallAsync();
        await JudgeAsync(FeedbackKind.NotARisk);

        await _pipeline.Desk.EvaluateAsync(Some.Key, _pipeline.Assessor, default);

        var onBoard = (await _pipeline.BoardOfAsync("crm:7")).Single().Signals.Single(raised => raised.Signal.Kind == SignalKinds.StalledDeal);
        Assert.False(Standing(await _pipeline.ReadAsync()).NeedsAttentionAt(Now));
        Assert.False(onBoard.NeedsAttentionAt(Now));
    }

    [Fact]
    public async Task Raised_Anew_It_Is_Told_Again()
    {
        await StallAsync();
        await JudgeAsync(FeedbackKind.NotARisk);
        await TouchAsync();
        _pipeline.Time.Now += TimeSpan.FromDays(40);

        await _pipeline.Desk.EvaluateAsync(Some.Key, _pipeline.Assessor, default);

        var deal = await _pipeline.ReadAsync();
        Assert.True(Standing(deal).NeedsAttentionAt(Now));
        Assert.Equal([FeedbackKind.NotARisk], Past(deal).Select(record => record.Feedback!.Kind));
    }

    [Fact]
    public async Task Taken_Back_It_Needs_Somebody_Again_Unless_Somebody_Else_Has_Spoken()
    {
        await StallAsync();
        await JudgeAsync(FeedbackKind.NotARisk);

        await _pipeline.Desk.RetractAsync(Some.Key, SignalKinds.StalledDeal, FeedbackKind.NotARisk, "ben", _pipeline.Assessor, default);
        await _pipeline.Desk.RetractAsync(Some.Key, SignalKinds.StalledDeal, FeedbackKind.Useful, "ana", _pipeline.Assessor, default);
        var kept = Standing(await _pipeline.ReadAsync());
        await _pipeline.Desk.RetractAsync(Some.Key, SignalKinds.StalledDeal, FeedbackKind.NotARisk, "ana", _pipeline.Assessor, default);

        var row = (await _pipeline.RowsAsync("signal|")).Single(row => row.GetString("Kind") == SignalKinds.StalledDeal);
        Assert.False(kept.NeedsAttentionAt(Now));
        Assert.True(Standing(await _pipeline.ReadAsync()).NeedsAttentionAt(Now));
        Assert.Null(row.GetString("Feedback"));
    }

    [Fact]
    public async Task A_Useful_One_Is_Still_Told()
    {
        await StallAsync();
        await JudgeAsync(FeedbackKind.Useful);

        Assert.True(Standing(await _pipeline.ReadAsync()).NeedsAttentionAt(Now));
    }

    [Fact]
    public async Task The_Signals_Row_Says_It_Too()
    {
        await StallAsync();
        await JudgeAsync(FeedbackKind.NotARisk, "They are\non holiday.");

        var row = (await _pipeline.RowsAsync("signal|")).Single(row => row.GetString("Kind") == SignalKinds.StalledDeal);

        Assert.Equal(("not-a-risk", "ana", "They are on holiday."), (row.GetString("Feedback"), row.GetString("FeedbackBy"), row.GetString("FeedbackReason")));
    }

    [Fact]
    public async Task An_Alert_That_Was_Followed_By_A_Touch_Was_Useful_And_Is_Remembered()
    {
        await StallAsync();
        await _pipeline.Desk.MarkAlertedAsync(Some.Key, Stalled, _pipeline.Assessor, default);
        var alertedAt = Now;

        await TouchAsync();

        var record = Past(await _pipeline.ReadAsync()).Single();
        Assert.Equal((alertedAt, "crm:7", true), (record.AlertedAt, record.OwnerKey, record.WasUseful));
        Assert.True(record.Outcome is { TouchedByBuyer: true, ClearedByAction: true, IsSettled: false });
    }

    [Fact]
    public async Task An_Outcome_Is_Settled_When_Its_Days_Are_Over()
    {
        await StallAsync();
        await _pipeline.Desk.MarkAlertedAsync(Some.Key, Stalled, _pipeline.Assessor, default);
        await _pipeline.ApplyAsync(Some.Changed(Now, new() { Stage = "lost" }, "lost"));
        var open = Past(await _pipeline.ReadAsync()).Single();
        _pipeline.Time.Now += TimeSpan.FromDays(5);

        await _pipeline.Desk.EvaluateAsync(Some.Key, _pipeline.Assessor, default);

        var settled = Past(await _pipeline.ReadAsync()).Single();
        Assert.Null(open.WasUseful);
        Assert.Equal((true, false), (settled.Outcome!.IsSettled, settled.WasUseful));
    }

    [Fact]
    public async Task Only_The_Last_Ten_Raisings_Of_A_Signal_Are_Remembered()
    {
        _pipeline.Assessor = new(SalesSettings.Default, "s0", PeopleDirectory.Empty, [new("crm", true)], DateOnly.FromDateTime(Some.Noon.AddDays(250).UtcDateTime));
        await StallAsync();
        var first = Standing(await _pipeline.ReadAsync()).RaisedAt;
        for (var i = 0; i < 12; i++)
        {
            await TouchAsync();
            _pipeline.Time.Now += TimeSpan.FromDays(20);
            await _pipeline.Desk.EvaluateAsync(Some.Key, _pipeline.Assessor, default);
        }

        var past = Past(await _pipeline.ReadAsync()).ToList();

        Assert.Equal(10, past.Count);
        Assert.Equal(past.OrderBy(record => record.RaisedAt), past);
        Assert.True(past[0].RaisedAt > first);
    }

    [Fact]
    public async Task A_Deal_That_Nobody_Knows_Cannot_Be_Judged() => Assert.Null(
        await _pipeline.Desk.JudgeAsync(new("crm", "nope"), SignalKinds.StalledDeal, new(FeedbackKind.Useful, Now, null, null), _pipeline.Assessor, default));

    private Task StallAsync() => _pipeline.ApplyAsync(
        Some.Changed(Some.Noon, new() { Name = "Acme renewal", Stage = "discovery", OwnerId = "7" }, "made"),
        Some.Logged(Some.Noon, Some.Email(Some.Noon, ActivityDirection.Inbound)));

    private async Task TouchAsync()
    {
        _pipeline.Time.Now += TimeSpan.FromHours(1);
        await _pipeline.ApplyAsync(Some.Logged(Now, Some.Email(Now, ActivityDirection.Inbound, $"touch-{Now.Ticks}")));
    }

    private Task<WatchedDeal?> JudgeAsync(FeedbackKind said, string? reason = null) =>
        _pipeline.Desk.JudgeAsync(Some.Key, SignalKinds.StalledDeal, new(said, Now, "ana", reason), _pipeline.Assessor, default);

    private static RaisedSignal Standing(WatchedDeal deal) => deal.Standing.Single(raised => raised.Signal.Kind == SignalKinds.StalledDeal);

    private static IEnumerable<SignalRecord> Past(WatchedDeal deal) => deal.Past.Where(record => record.Kind == SignalKinds.StalledDeal);
}
