namespace SalesSignals.Cli.Doctor;

/// <summary>What one look found.</summary>
/// <param name="Check">What was looked at, in a word or two.</param>
/// <param name="Says">What was found; never a secret.</param>
/// <param name="Mend">What to do about it, in one sentence; null where there is nothing to do.</param>
internal sealed record Finding(string Check, Verdict Verdict, string Says, string? Mend = null)
{
    public static Finding Well(string check, string says) => new(check, Verdict.Well, says);

    /// <summary>It could not be looked at from here.</summary>
    public static Finding Unseen(string check, string says) => new(check, Verdict.Unseen, says);

    public static Finding Warning(string check, string says, string mend) => new(check, Verdict.Warning, says, mend);

    public static Finding Failure(string check, string says, string mend) => new(check, Verdict.Failure, says, mend);
}

internal enum Verdict
{
    Well,
    Unseen,
    Warning,
    Failure,
}
