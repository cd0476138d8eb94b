using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public sealed class RuleCountingTests
{
    private static readonly DateTimeOffset Now = Some.Noon;

    private readonly ManualTime _time = new(Now);
    private readonly Tables _tables;
    private readonly RuleFindingsStore _store;
    private readonly RuleCounting _counting;

    public RuleCountingTests()
    {
        _tables = Tables.Open(_ => new MemoryTable(_time));
        _store = new(_tables.Settings);
        var assessors = DealAssessors.Of(_tables, [], _time, NullLogger<DealAssessors>.Instance);
        _counting = new(new(_tables.Deals), _store, assessors, _time);
    }

    [Fact]
    public async Task Every_Deal_Is_Counted_However_Often_It_Has_To_Stop()
    {
        await TellAsync(deals: 40);

        // No time at all: each message does nothing but say so; then one does it all.
        Assert.False(await _counting.CountAsync(Now, Now, default));
        Assert.Null(await _store.ReadAsync(default));
        Assert.True(await _counting.CountAsync(Now, Now.AddMinutes(3), default));

        var counted = await _store.ReadAsync(default);
        Assert.Equal((40, Now), (counted!.Findings.Deals, counted.CountedAt));
        Assert.Equal(40, counted.Findings.Of(null).Single(rule => rule.Kind == SignalKinds.StalledDeal).Raised);
        Assert.Equal(40, counted.Findings.Of("emea").Single(rule => rule.Kind == SignalKinds.StalledDeal).Raised);
    }

    [Fact]
    public async Task Stopping_After_Each_Bucket_Counts_The_Same()
    {
        await TellAsync(deals: 40);
        var messages = 1;
        var impatient = new RuleCounting(
            new(new SlowTable(_tables.Deals, _time)), _store, DealAssessors.Of(_tables, [], _time, NullLogger<DealAssessors>.Instance), _time);
        while (!await impatient.CountAsync(Now, _time.GetUtcNow().AddSeconds(90), default))
        {
            messages++;
        }

        Assert.Equal(40, (await _store.ReadAsync(default))!.Findings.Deals);
        Assert.InRange(messages, 30, 70);
    }

    [Fact]
    public async Task A_Message_That_Comes_Again_Counts_Nothing_Twice()
    {
        await TellAsync(deals: 3);
        await _counting.CountAsync(Now, Now.AddMinutes(3), default);
        await TellAsync(deals: 5);

        Assert.True(await _counting.CountAsync(Now, Now.AddMinutes(3), default));

        Assert.Equal(3, (await _store.ReadAsync(default))!.Findings.Deals);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(23.9, false)]
    [InlineData(24.0, true)]
    public void It_Is_Due_Once_A_Day(double? hoursAgo, bool isDue) =>
        Assert.Equal(isDue, CountedRules.IsDue(hoursAgo is { } hours ? Now.AddHours(-hours) : null, Now));

    private async Task TellAsync(int deals)
    {
        await new DirectoryStore(_tables.Directory).SaveAsync([Some.Ana() with { Team = "EMEA" }], default);
        var assessor = (await DealAssessors.Of(_tables, [], _time, NullLogger<DealAssessors>.Instance).CurrentAsync(default)).Assessor;
        var desk = new DealDesk(new(_tables.Deals), new(_tables.Board), _time);
        for (var i = 0; i < deals; i++)
        {
            var made = new CanonicalEvent.DealChanged
            {
                Id = "made", OccurredAt = Now.AddDays(-90), DealId = $"{i}", Deal = new() { Name = "Acme", Stage = "discovery", OwnerId = "7" },
            };
            var touched = new CanonicalEvent.ActivityLogged { Id = "met", OccurredAt = Now.AddDays(-80), DealId = $"{i}", Activity = Some.Meeting(Now.AddDays(-80)) };
            await desk.ApplyAsync(new("crm", $"{i}"), [made, touched], assessor, default);
        }
    }

    /// <summary>Each page takes a minute.</summary>
    private sealed class SlowTable(ITable table, ManualTime time) : ITable
    {
        public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

        public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => table.GetAsync(partitionKey, rowKey, cancellationToken);

        public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken) => table.WriteAsync(write, cancellationToken);

        public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) => table.WriteAsync(writes, cancellationToken);

        public async IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(
            TableQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            time.Now += TimeSpan.FromMinutes(1);
            await foreach (var page in table.QueryAsync(query, cancellationToken))
            {
                yield return page;
            }
        }
    }
}
