using System.IO.Compression;
using SalesSignals.Digests;
using SalesSignals.Events;
using SalesSignals.Functions.Work;
using SalesSignals.Teams;

namespace SalesSignals.Functions.Tests.Work;

public class MorningDigestsTests
{
    /// <summary>A Monday in London, which keeps UTC in November.</summary>
    private static readonly DateTimeOffset HalfPastSeven = new(2026, 11, 16, 7, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_Manager_Gets_One_Digest_A_Day_However_Often_The_Timer_Ticks()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven.AddMinutes(-15));

        for (var tick = 0; tick < 24; tick++)
        {
            await rig.TickAsync();
            rig.Time.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(["morning-digest|2026-11-16"], await rig.MessagesAsync("mara", MorningDigest.Kind));
        Assert.Empty(await rig.MessagesAsync("rob", MorningDigest.Kind));
    }

    [Fact]
    public async Task A_Source_That_Has_Fallen_Silent_Is_Named_In_Its_First_Lines()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven);
        foreach (var hour in Enumerable.Range(0, 12))
        {
            var at = HalfPastSeven.AddDays(-6).AddHours(hour).AddMinutes(-30);
            await rig.Pulses.KeepAsync("crm", new() { StartsAt = at, Deliveries = 1, LastDeliveryAt = at.AddMinutes(10) }, "one", default);
        }

        await rig.TickAsync();

        var row = await rig.Tables.Outbox.GetAsync("mara", "morning-digest|2026-11-16", default);
        using var message = new StreamReader(new BrotliStream(new MemoryStream(row!.GetBinary("Body0")!), CompressionMode.Decompress));
        Assert.Contains("CRM has been silent since Tuesday 18:10; usually it speaks every working hour.", await message.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Late_Start_Sends_It_Late_And_After_Noon_Not_At_All()
    {
        var late = await WorkRig.CreateAsync(HalfPastSeven.AddHours(4).AddMinutes(29));
        var afternoon = await WorkRig.CreateAsync(HalfPastSeven.AddHours(4).AddMinutes(30));

        await late.TickAsync();
        await afternoon.TickAsync();

        Assert.Single(await late.MessagesAsync("mara", MorningDigest.Kind));
        Assert.Empty(await afternoon.MessagesAsync("mara", MorningDigest.Kind));
    }

    [Fact]
    public async Task Work_That_Waited_Past_Noon_Sends_Nothing()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven);
        await rig.Schedules.ScheduleDigestsAsync(CancellationToken.None);

        rig.Time.Advance(TimeSpan.FromHours(5));
        await rig.DoWorkAsync();

        Assert.Empty(await rig.MessagesAsync("mara", MorningDigest.Kind));
    }

    [Fact]
    public async Task The_Same_Work_Twice_Is_One_Digest()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven);
        var work = new WorkMessage.BuildDigest("mara").Write();

        await rig.Work.DoAsync(work, CancellationToken.None);
        await rig.Work.DoAsync(work, CancellationToken.None);

        Assert.Single(await rig.MessagesAsync("mara", MorningDigest.Kind));
        Assert.Equal(1, await rig.Queues.Emails.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task After_Three_Weeks_Of_Leave_One_Digest_Covers_Them()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven);
        await rig.TickAsync();
        await new Directory.DirectoryStore(rig.Tables.Directory).SaveAsync([WorkRig.Manager with { Leave = [new(new(2026, 11, 17), new(2026, 12, 4))] }], CancellationToken.None);

        for (var day = 1; day <= 21; day++)
        {
            rig.Time.Advance(TimeSpan.FromDays(1));
            if (day == 3)
            {
                await rig.TellAsync("won", HalfPastSeven.AddDays(2), new() { Stage = "won" });
            }

            await rig.TickAsync();
        }

        Assert.Equal(["morning-digest|2026-11-16", "morning-digest|2026-12-07"], await rig.MessagesAsync("mara", MorningDigest.Kind));
        var moved = (await new Board.BoardStore(rig.Tables.Board).ReadAsync(["crm:7"], CancellationToken.None)).Single().Moves;
        Assert.Contains(moved, move => move.Kind is Board.DealMoveKind.Won);
    }

    [Fact]
    public async Task Each_Working_Day_Has_Its_Own()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven);

        for (var day = 0; day < 7; day++)
        {
            await rig.TickAsync();
            rig.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            ["16", "17", "18", "19", "20"],
            (await rig.MessagesAsync("mara", MorningDigest.Kind)).Select(key => key[^2..]));
    }

    [Fact]
    public async Task What_A_Rep_Forecast_At_The_Middle_Of_The_Quarter_Is_Kept_And_What_Came_Of_It()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven);
        await rig.TellAsync("1", HalfPastSeven.AddDays(-3), new() { Amount = Told.Of<decimal?>(5_000), Currency = "EUR", CloseOn = new DateOnly(2026, 12, 15), ForecastCategory = "commit" });
        await rig.TickAsync();
        await rig.TellAsync("1", HalfPastSeven.AddDays(20), new() { Amount = Told.Of<decimal?>(4_000), Stage = "won" });

        rig.Time.Advance(TimeSpan.FromDays(49));
        await rig.TickAsync();

        var kept = Assert.Single((await new ForecastStore(rig.Tables.Cursor).ReadAsync("mara", default)).Of("rob"));
        Assert.Equal(("Q4 2026", new RepForecast("EUR", 5_000, 4_000)), (kept.Quarter.Name, kept.Forecast));
    }
}
