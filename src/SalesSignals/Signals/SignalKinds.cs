namespace SalesSignals.Signals;

/// <summary>The names of the rules. They are stored, configured and documented under these names.</summary>
public static class SignalKinds
{
    public const string StalledDeal = "stalled-deal";
    public const string MissingNotes = "missing-notes";
    public const string NoNextStep = "no-next-step";
    public const string CloseDatePassed = "close-date-passed";
    public const string CloseDateSlipped = "close-date-slipped";
    public const string TheoreticalClose = "theoretical-close";
    public const string StuckInStage = "stuck-in-stage";
    public const string UnrealisticClose = "unrealistic-close";
    public const string OutOfOrder = "out-of-order";
    public const string FalseMomentum = "false-momentum";
    public const string StageRegressed = "stage-regressed";
    public const string Momentum = "momentum";
}
