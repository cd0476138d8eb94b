using System.Globalization;

namespace SalesSignals.Reconcile;

/// <summary>The rows of a source in the <c>Cursor</c> table, and their columns.</summary>
internal static class CursorRows
{
    /// <summary>How comparing with the CRM stands.</summary>
    public const string Status = "reconcile|status";

    public const string Until = "Until";
    public const string LastRunAt = "LastRunAt";
    public const string LastError = "LastError";

    /// <summary>Begins the rows that count differences, one a day.</summary>
    public const string DifferencesPrefix = "differences|";

    public const string Total = "Total";

    public static string DifferencesOn(DateTimeOffset at) =>
        DifferencesPrefix + at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
