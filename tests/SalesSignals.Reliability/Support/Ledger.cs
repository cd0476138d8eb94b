using System.Collections.Concurrent;
using System.Globalization;
using SalesSignals.Deals;
using SalesSignals.Signals;

namespace SalesSignals.Reliability.Support;

/// <summary>
/// What became of every event that was sent: <c>sent = applied + duplicate + refused + unanswered + poisoned</c>. What was sent and how
/// it was answered is counted on the wire, what was applied and what is poisoned is read from storage. Where the two do not meet, the
/// run is void, whatever else it shows.
/// </summary>
internal sealed class Ledger(AppRig rig)
{
    private readonly ConcurrentDictionary<string, byte> _accepted = new(StringComparer.Ordinal);
    private int _sent;
    private int _readable;
    private int _refused;
    private int _unanswered;
    private int _webhooks;
    private int _refusals;

    /// <summary>How many webhooks were accepted.</summary>
    public int Accepted => Volatile.Read(ref _webhooks);

    /// <summary>How many tries were answered with 503.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    /// <summary>Counts a try.</summary>
    /// <param name="isAccepted">Null where the connection broke: it may have been kept or not, and is sent again.</param>
    public void Note(FeedTold told, bool? isAccepted)
    {
        Interlocked.Add(ref _sent, told.Count);
        switch (isAccepted)
        {
            case true:
                Interlocked.Increment(ref _webhooks);
                Interlocked.Add(ref _readable, told.Readable.Count);
                foreach (var happened in told.Readable)
                {
                    _accepted.TryAdd(happened, 0);
                }

                break;
            case false:
                Interlocked.Increment(ref _refusals);
                Interlocked.Add(ref _refused, told.Count);
                break;
            default:
                Interlocked.Add(ref _unanswered, told.Count);
                break;
        }
    }

    /// <summary>The ledger's line.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">It does not balance.</exception>
    public async Task<string> CloseAsync()
    {
        var applied = (await StoredRows.OfDealsAsync(rig.Tables, DealKeys.EventPrefix)).DistinctBy(Model.EventOf).Count();
        var poisoned = await rig.Queues.DeliveriesPoison.CountAsync(CancellationToken.None);
        var duplicates = _readable - _accepted.Count;
        var sum = applied + duplicates + _refused + _unanswered + poisoned;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Accepted} webhooks accepted, {Refusals} answered 503; events: {_sent} sent = {applied} applied + {duplicates} duplicate + {_refused} refused + {_unanswered} unanswered + {poisoned} poisoned");
        Assert.True(_sent == sum, $"VOID: {line} = {sum}");
        return line;
    }
}
