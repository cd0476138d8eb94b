using SalesSignals.Alerts;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Functions.Work;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>What people have chosen about their mail holds for the very next of it.</summary>
public class MailChoicesTests
{
    /// <summary>A Monday in London, which keeps UTC in November.</summary>
    private static readonly DateTimeOffset HalfPastSeven = new(2026, 11, 16, 7, 30, 0, TimeSpan.Zero);

    private static readonly DealFields Late = new() { CloseOn = new DateOnly(2026, 11, 12) };

    [Fact]
    public async Task A_Kind_That_Is_Switched_Off_Is_Not_Made()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven.AddHours(2));
        await rig.TellAsync("1", HalfPastSeven.AddDays(-1), Late);
        await rig.Preferences.ChangeAsync("mara", chosen => chosen.Without(MorningDigest.Kind), default);
        await rig.Preferences.ChangeAsync("rob", chosen => chosen.Without(RepAlert.Kind), default);

        await rig.TickAsync();

        Assert.Empty(await rig.MessagesAsync("mara", MorningDigest.Kind));
        Assert.Empty(await rig.MessagesAsync("rob", RepAlert.Kind));
    }

    [Fact]
    public async Task What_Is_Switched_Off_After_It_Was_Asked_For_Is_Not_Made_Either()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven.AddHours(2));
        await rig.TellAsync("1", HalfPastSeven.AddDays(-1), Late);
        await rig.Schedules.ScheduleDigestsAsync(default);
        await rig.Preferences.ChangeAsync("mara", chosen => chosen.Without(MorningDigest.Kind), default);
        await rig.Preferences.ChangeAsync("rob", chosen => chosen.Without(RepAlert.Kind), default);

        await rig.DoWorkAsync();

        Assert.Empty(await rig.MessagesAsync("mara", MorningDigest.Kind));
        Assert.Empty(await rig.MessagesAsync("rob", RepAlert.Kind));
    }

    [Fact]
    public async Task Alerts_That_Are_Wanted_Again_Tell_What_Was_Not_Told()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven.AddHours(2));
        await rig.TellAsync("1", HalfPastSeven.AddDays(-1), Late);
        await rig.Preferences.ChangeAsync("rob", chosen => chosen.Without(RepAlert.Kind).Without(EmailKinds.RepWeek), default);
        await rig.TickAsync();

        await rig.Preferences.ChangeAsync("rob", _ => Preferences.Default, default);
        await rig.TickAsync();

        Assert.Single(await rig.MessagesAsync("rob", RepAlert.Kind));
    }

    [Fact]
    public async Task A_Digest_Comes_When_Its_Reader_Wants_It()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven);
        await rig.Preferences.ChangeAsync("mara", chosen => chosen with { DueAt = new(9, 15) }, default);

        await rig.TickAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(104));
        await rig.TickAsync();
        var before = await rig.MessagesAsync("mara", MorningDigest.Kind);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.TickAsync();

        Assert.Empty(before);
        Assert.Equal(["morning-digest|2026-11-16"], await rig.MessagesAsync("mara", MorningDigest.Kind));
    }

    [Fact]
    public async Task Mail_Comes_On_The_Days_That_Were_Chosen_And_Says_Then_What_Was_Left_Out()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven.AddHours(2));
        await rig.TellAsync("1", HalfPastSeven.AddDays(-1), Late);
        await rig.Preferences.ChangeAsync("mara", chosen => chosen with { Days = [DayOfWeek.Tuesday, DayOfWeek.Friday] }, default);
        await rig.Preferences.ChangeAsync("rob", chosen => chosen with { Days = [DayOfWeek.Wednesday] }, default);

        for (var day = 0; day < 7; day++)
        {
            await rig.TickAsync();
            rig.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["morning-digest|2026-11-17", "morning-digest|2026-11-20"], await rig.MessagesAsync("mara", MorningDigest.Kind));
        Assert.StartsWith("rep-alert|2026-11-18", Assert.Single(await rig.MessagesAsync("rob", RepAlert.Kind)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_For_Who_Wants_No_Digest_Ends_Quietly()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven);
        await rig.Preferences.ChangeAsync("mara", chosen => chosen.Without(MorningDigest.Kind), default);

        await rig.Work.DoAsync(new WorkMessage.BuildDigest("mara").Write(), default);

        Assert.Equal(0, await rig.Queues.Emails.CountAsync(default));
    }
}
