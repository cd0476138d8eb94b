namespace SalesSignals.Reliability.Support;

/// <summary>What may befall one request to storage.</summary>
internal enum StorageFault
{
    /// <summary>503 ServerBusy: nothing is applied.</summary>
    Busy,

    /// <summary>429: nothing is applied.</summary>
    Throttled,

    /// <summary>The connection is reset before storage hears anything.</summary>
    Reset,

    /// <summary>Storage answers, but late.</summary>
    Delayed,

    /// <summary>Storage does what was asked, and the connection is reset before its answer arrives.</summary>
    AnswerLost,

    /// <summary>Storage does what was asked, and says that it timed out (500 OperationTimedOut).</summary>
    AppliedThenFailed,

    /// <summary>The connection stands, and nobody ever answers.</summary>
    Silence,
}
