namespace SalesSignals.Cli.Azurite;

/// <summary>How the storage emulator is run.</summary>
public sealed record AzuriteOptions
{
    /// <summary>The directory that keeps the data; null keeps it in memory only.</summary>
    public string? Location { get; init; }

    /// <summary>Where Azurite is installed on first use; by default the user's own directory for application data.</summary>
    public string CacheDirectory { get; init; } = DefaultCacheDirectory();

    /// <summary>The Node.js to run.</summary>
    public string Node { get; init; } = "node";

    /// <summary>The npm to install with.</summary>
    public string Npm { get; init; } = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private static string DefaultCacheDirectory()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "salessignals");
    }
}
