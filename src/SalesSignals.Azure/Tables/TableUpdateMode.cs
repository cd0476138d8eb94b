namespace SalesSignals.Azure.Tables;

/// <summary>What becomes of the properties that a write does not name.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay.</summary>
    Merge,

    /// <summary>They go.</summary>
    Replace,
}
