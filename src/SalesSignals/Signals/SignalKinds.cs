namespace SalesSignals.Signals;

/// <summary>The names of the rules. They are stored, configured and documented under these names.</summary>
public static class SignalKinds
{
    public const string StalledDeal = "stalled-deal";
    public const string StuckInStage = "stuck-in-stage";
    public const string MissingNotes = "missing-notes";
    public const string ThinNotes = "thin-notes";
    public const string NoNextStep = "no-next-step";
    public const string OverdueNextStep = "overdue-next-step";
    public const string NoCustomerAction = "no-customer-action";
    public const string UnansweredBuyer = "unanswered-buyer";
    public const string Ghosted = "ghosted";
    public const string CloseDatePassed = "close-date-passed";
    public const string CloseDateSlipped = "close-date-slipped";
    public const string TheoreticalClose = "theoretical-close";
    public const string UnrealisticClose = "unrealistic-close";
    public const string OutOfOrder = "out-of-order";
    public const string FalseMomentum = "false-momentum";
    public const string BuyerOffProcess = "buyer-off-process";
    public const string StageRegressed = "stage-regressed";
    public const string NoEconomicBuyer = "no-economic-buyer";
    public const string SingleThreaded = "single-threaded";
    public const string ChampionSilent = "champion-silent";
    public const string InternalHelpOverdue = "internal-help-overdue";
    public const string AmountDropped = "amount-dropped";
    public const string UnusualAmount = "unusual-amount";
    public const string Sandbagged = "sandbagged";
    public const string OwnerUnavailable = "owner-unavailable";
    public const string RiskyCommit = "risky-commit";
    public const string Momentum = "momentum";

    /// <summary>Of a rep, not of a deal, as the next three.</summary>
    public const string PipelineGap = "pipeline-gap";
    public const string PipelineDrought = "pipeline-drought";
    public const string QuotaRisk = "quota-risk";
    public const string UnpredictableForecast = "unpredictable-forecast";

    /// <summary>Of a customer, not of a deal, as the next one.</summary>
    public const string WonWithoutFollowUp = "won-without-follow-up";
    public const string AccountUntended = "account-untended";

    /// <summary>Of a source, not of a deal.</summary>
    public const string SilentSource = "silent-source";
}
