using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Work;

/// <summary>Has the rules counted, some minutes a message: a function may run for five.</summary>
public sealed class RuleCounter(RuleCounting counting, IQueue work, TimeProvider time)
{
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(3);

    public async Task CountAsync(WorkMessage.CountRules asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (!await counting.CountAsync(asked.StartedAt, time.GetUtcNow() + Budget, cancellationToken))
        {
            await work.SendAsync(asked.Write(), TimeSpan.Zero, cancellationToken);
        }
    }
}
