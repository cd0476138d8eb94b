using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Pulse;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Pages;

/// <summary>What an installation knows of itself after some weeks: weeks of forecasts, what became of alerts, what came in, what is stuck.</summary>
internal static class SampleOperations
{
    private static readonly DateTimeOffset Now = RunningApp.Noon;

    private static readonly (int WeeksAgo, decimal Won, decimal Commit, decimal BestCase, decimal Pipeline)[] Weeks =
    [
        (7, 0, 41_000, 60_000, 120_000), (6, 12_000, 52_000, 88_000, 96_000), (5, 12_000, 75_000, 92_000, 90_000), (4, 31_000, 66_000, 110_000, 70_000),
        (3, 31_000, 98_000, 101_000, 64_000), (2, 58_000, 80_000, 120_000, 51_000), (1, 58_000, 96_000, 131_000, 44_000),
    ];

    private static readonly RulePrecision[] Rules =
    [
        new() { Kind = SignalKinds.SingleThreaded, Raised = 88, Alerts = 51, RecentAlerts = 37, Judged = 41, Useful = 9, NotARisk = 25, Parked = 6, ClosedDeals = 30, LostDeals = 11 },
        new() { Kind = SignalKinds.MissingNotes, Raised = 120, Alerts = 90, RecentAlerts = 34, Judged = 83, Useful = 58, NotARisk = 4, Parked = 2, ClosedDeals = 52, LostDeals = 22 },
        new() { Kind = SignalKinds.StalledDeal, Raised = 80, Alerts = 71, RecentAlerts = 29, Judged = 64, Useful = 51, NotARisk = 5, Parked = 14, ClosedDeals = 41, LostDeals = 29 },
        new() { Kind = SignalKinds.CloseDatePassed, Raised = 30, Alerts = 26, RecentAlerts = 12, Judged = 22, Useful = 19, NotARisk = 1, Parked = 1, ClosedDeals = 12, LostDeals = 8 },
        new() { Kind = SignalKinds.Ghosted, Raised = 6, Alerts = 4, RecentAlerts = 4 },
    ];

    public static async Task FillAsync(BoardApp board, string poisonReason)
    {
        var tables = board.App.Tables;
        var thisWeek = IsoWeek.Of(DateOnly.FromDateTime(Now.UtcDateTime));
        foreach (var week in Weeks)
        {
            ImmutableArray<ForecastPiece> pieces =
            [
                Piece("won", "ana", ForecastPart.Won, week.Won), Piece("commit", "ana", ForecastPart.Commit, week.Commit),
                Piece("best", "ben", ForecastPart.BestCase, week.BestCase), Piece("pipeline", "ben", ForecastPart.Pipeline, week.Pipeline),
            ];
            await new ForecastWeekStore(tables.Cursor).KeepAsync("mia", new(thisWeek.Before(week.WeeksAgo), Now.AddDays(-7 * week.WeeksAgo), pieces), default);
        }

        await new RuleFindingsStore(tables.Settings).SaveAsync(new(new(420, [new(null, [.. Rules]), new("North", [.. Rules.Take(3)])]), Now.AddHours(-6)), default);
        for (var hour = 1; hour <= 100; hour++)
        {
            var startsAt = PulseHour.StartOf(Now.AddHours(-hour));
            await new PulseStore(tables.Cursor).KeepAsync(
                "crm",
                new()
                {
                    StartsAt = startsAt, Deliveries = 13, Events = 92, LastDeliveryAt = startsAt.AddMinutes(52), LongestDelay = TimeSpan.FromSeconds(hour),
                    Refused = hour == 3 ? ImmutableSortedDictionary<string, long>.Empty.Add("TooOld", 3) : ImmutableSortedDictionary<string, long>.Empty,
                },
                "one",
                default);
        }

        await new PreferencesStore(tables.Directory).ChangeAsync(
            "ben", one => one with { Stopped = new(MailStop.FingerprintOf(BoardApp.Ben.Email), Now.AddDays(-2), "550 5.1.1 mailbox unavailable") }, default);
        await new PreferencesStore(tables.Directory).ChangeAsync("ana", one => one.Without(EmailKinds.RepWeek), default);
        await board.App.Queues.WorkPoison.SendAsync(new PoisonMessage(poisonReason, Now.AddHours(-2), "{}").Write(), TimeSpan.Zero, default);
        await board.App.Queues.DeliveriesPoison.SendAsync(new PoisonMessage("The event names no deal: deal.id is missing.", Now.AddHours(-5), "{}").Write(), TimeSpan.Zero, default);
    }

    private static ForecastPiece Piece(string deal, string owner, ForecastPart part, decimal amount) =>
        new(new("crm", deal), owner, part, DateOnly.FromDateTime(Now.UtcDateTime), new Money(amount, "EUR"));
}
