using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesSignals.Functions.Pulse;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Pulse;

namespace SalesSignals.Functions.Tests.Pulse;

public sealed class StandingTroublesTests
{
    [Fact]
    public async Task Where_All_Is_Well_Nothing_Is_Said()
    {
        await using var app = await RunningApp.UnderHostAsync();

        Assert.Empty(await ToldAsync(app));
    }

    [Fact]
    public async Task Poison_Is_Told_Until_Somebody_Has_Looked()
    {
        await using var app = await RunningApp.UnderHostAsync();
        await app.Queues.WorkPoison.SendAsync("broken", TimeSpan.Zero, default);
        await app.Queues.WorkPoison.SendAsync("broken as well", TimeSpan.Zero, default);

        var first = await ToldAsync(app);
        var second = await ToldAsync(app);

        Assert.Equal(["2 messages of the queue work wait in poison; 'salessignals poison list' says why."], first);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_Silent_Source_Is_Told_With_Its_Usual_Gap()
    {
        await using var app = await RunningApp.UnderHostAsync();
        for (var hour = 0; hour < 14; hour++)
        {
            // Wednesday from nine to five, Thursday to a quarter past two; it is Friday noon.
            var startsAt = RunningApp.Noon.AddDays(hour < 8 ? -2 : -1).AddHours((hour % 8) - 3);
            await new PulseStore(app.Tables.Cursor).KeepAsync("crm", new() { StartsAt = startsAt, Deliveries = 1, LastDeliveryAt = startsAt.AddMinutes(10) }, "one", default);
        }

        Assert.Equal(
            ["Source crm has been silent since 11/19/2026 14:10:00 +00:00: 5.8 working hours, and it usually speaks every 1."], await ToldAsync(app));
    }

    private static async Task<IReadOnlyList<string>> ToldAsync(RunningApp app)
    {
        var log = new Sentences();
        await new StandingTroubles(app.Queues, app.Services.GetRequiredService<SourceWatch>(), log).TellAsync(default);
        return [.. log.Order(StringComparer.Ordinal)];
    }

    private sealed class Sentences : ConcurrentBag<string>, ILogger<StandingTroubles>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
