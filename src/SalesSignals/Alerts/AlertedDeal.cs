using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Signals;

namespace SalesSignals.Alerts;

/// <summary>A deal in an alert, with what its owner has not been told yet, gravest first.</summary>
public sealed record AlertedDeal(BoardDeal Deal, ImmutableArray<AlertedSignal> Signals)
{
    public Signal Gravest => Signals[0].Raised.Signal;
}

/// <param name="GotWorse">The owner knows of it, but it was less grave then.</param>
public sealed record AlertedSignal(RaisedSignal Raised, bool GotWorse);
