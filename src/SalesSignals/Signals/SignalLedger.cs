using System.Collections.Immutable;

namespace SalesSignals.Signals;

/// <summary>Compares what fires now with what was raised before.</summary>
public static class SignalLedger
{
    /// <param name="standing">The signals that stood until now.</param>
    /// <param name="firing">What the rules say now.</param>
    /// <param name="parkings">What is parked now; null where that stays as it was.</param>
    public static SignalChanges Compare(
        ImmutableArray<RaisedSignal> standing, ImmutableArray<Signal> firing, DateTimeOffset now, ImmutableArray<Parking>? parkings = null)
    {
        var stand = ImmutableArray.CreateBuilder<RaisedSignal>(firing.Length);
        var written = ImmutableArray.CreateBuilder<RaisedSignal>();
        foreach (var signal in firing)
        {
            var before = standing.FirstOrDefault(raised => raised.Signal.Kind == signal.Kind);
            var after = Continue(before, signal, now);
            after = parkings is { } told ? Park(after, told, now) : after;
            stand.Add(after);
            if (!ReferenceEquals(before, after))
            {
                written.Add(after);
            }
        }

        foreach (var raised in standing)
        {
            if (!firing.Any(signal => signal.Kind == raised.Signal.Kind))
            {
                written.Add(raised with { ClearedAt = now });
            }
        }

        return new(stand.ToImmutable(), written.ToImmutable());
    }

    private static RaisedSignal Continue(RaisedSignal? before, Signal signal, DateTimeOffset now) => before switch
    {
        null => new() { Signal = signal, RaisedAt = now },
        _ when signal.Severity > before.Signal.Severity => before with { Signal = signal, WorsenedAt = now },
        _ when !SaysTheSame(signal, before.Signal) => before with { Signal = signal },
        _ => before,
    };

    /// <summary>The signal as it is parked now. What was once parked stays noted, up to when that ended.</summary>
    private static RaisedSignal Park(RaisedSignal raised, ImmutableArray<Parking> parkings, DateTimeOffset now)
    {
        if (raised.Signal.IsGoodNews || Parkings.Of(parkings, raised.Signal.Kind) is not { } parking)
        {
            return raised.IsParkedAt(now) ? raised with { ParkedUntil = now } : raised;
        }

        var parked = raised with { ParkedUntil = parking.Until, ParkedAt = parking.At, ParkedReason = parking.Reason, ParkedBy = parking.By };
        return parked == raised ? raised : parked;
    }

    // A record with a list in it does not compare by what it says.
    private static bool SaysTheSame(Signal left, Signal right) =>
        left with { Evidence = right.Evidence } == right && left.Evidence.SequenceEqual(right.Evidence);
}

/// <param name="Standing">All signals that stand now.</param>
/// <param name="Written">Those that are new, worse, told differently, or cleared: what has to be stored.</param>
public sealed record SignalChanges(ImmutableArray<RaisedSignal> Standing, ImmutableArray<RaisedSignal> Written);
