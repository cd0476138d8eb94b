namespace SalesSignals.Cli;

/// <summary>What the process tells a script when it ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It was understood, and did not work; stderr says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary><c>doctor</c> found what keeps the installation from doing its work.</summary>
    public const int Unwell = 3;

    /// <summary><c>doctor</c> found nothing worse than what should be looked at.</summary>
    public const int Warnings = 4;
}
