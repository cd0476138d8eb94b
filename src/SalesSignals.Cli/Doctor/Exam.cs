namespace SalesSignals.Cli.Doctor;

/// <summary>One area that the doctor looks at.</summary>
/// <param name="Area">Its name, for <c>--only</c>.</param>
/// <param name="NeedsStorage">Whether it can say nothing while storage cannot be used.</param>
/// <param name="LookAsync">Looks; does no harm, and may be run again at any time.</param>
internal sealed record Exam(string Area, bool NeedsStorage, Func<CancellationToken, IAsyncEnumerable<Finding>> LookAsync);
