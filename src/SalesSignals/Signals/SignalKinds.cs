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

    /// <summary>Of a source, not of a deal.</summary>
    public const string SilentSource = "silent-source";
}
