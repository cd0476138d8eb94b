using SalesSignals.Signals;

namespace SalesSignals.Functions.BoardPages;

/// <summary>How a severity looks and reads.</summary>
internal static class SeverityMarks
{
    public static string? Class(Severity? severity) => severity switch
    {
        Severity.High => "high",
        Severity.Medium => "medium",
        Severity.Low => "low",
        _ => null,
    };

    public static string Word(Severity severity) => severity switch
    {
        Severity.High => "High",
        Severity.Medium => "Medium",
        _ => "Low",
    };
}
