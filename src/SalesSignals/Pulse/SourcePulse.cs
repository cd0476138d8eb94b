namespace SalesSignals.Pulse;

/// <summary>
/// Counts what each source tells, in the memory of this process, so that no webhook costs a storage operation more. What was counted
/// is kept every minute (<see cref="PulseStore"/>).
/// </summary>
public sealed class SourcePulse
{
    /// <summary>Nothing is counted into an hour that has been over for so long.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Source, DateTimeOffset StartsAt), PulseHour> _hours = [];
    private readonly HashSet<(string Source, DateTimeOffset StartsAt)> _changed = [];

    /// <summary>A webhook was acknowledged.</summary>
    public void Accepted(string source, DateTimeOffset at) =>
        Add(source, new() { StartsAt = PulseHour.StartOf(at), Deliveries = 1, LastDeliveryAt = at });

    /// <summary>A webhook was not taken.</summary>
    /// <param name="reason">One of a few names; nothing that came with the webhook.</param>
    public void Refused(string source, string reason, DateTimeOffset at)
    {
        var hour = new PulseHour { StartsAt = PulseHour.StartOf(at) };
        Add(source, hour with { Refused = hour.Refused.SetItem(reason, 1) });
    }

    /// <summary>The events of a delivery are in the deals.</summary>
    /// <param name="lastEventAt">When the latest of them happened: that is what the delivery was sent for; others may tell of the past.</param>
    public void Applied(string source, int events, DateTimeOffset? lastEventAt, DateTimeOffset receivedAt, DateTimeOffset now) => Add(source, new()
    {
        StartsAt = PulseHour.StartOf(now),
        Events = events,

        // A CRM whose clock is wrong must not look alive for ever.
        LastEventAt = lastEventAt > now ? now : lastEventAt,
        LongestProcessing = now > receivedAt ? now - receivedAt : TimeSpan.Zero,
        LongestDelay = receivedAt > lastEventAt ? receivedAt - lastEventAt.Value : TimeSpan.Zero,
    });

    /// <summary>The hours that have changed since they were last kept, whole.</summary>
    public IReadOnlyList<(string Source, PulseHour Hour)> Changed()
    {
        lock (_gate)
        {
            return [.. _changed.Select(key => (key.Source, _hours[key]))];
        }
    }

    /// <summary>An hour was kept as it was then: it is done with, unless it has moved on since.</summary>
    public void Kept(string source, PulseHour hour, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(hour);
        lock (_gate)
        {
            if (ReferenceEquals(_hours.GetValueOrDefault((source, hour.StartsAt)), hour))
            {
                _changed.Remove((source, hour.StartsAt));
            }

            foreach (var key in _hours.Keys.Where(key => key.StartsAt < now - Memory && !_changed.Contains(key)).ToList())
            {
                _hours.Remove(key);
            }
        }
    }

    private void Add(string source, PulseHour told)
    {
        var key = (source, told.StartsAt);
        lock (_gate)
        {
            _hours[key] = _hours.TryGetValue(key, out var hour) ? hour.And(told) : told;
            _changed.Add(key);
        }
    }
}
