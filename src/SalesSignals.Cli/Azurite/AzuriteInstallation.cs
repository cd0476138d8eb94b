namespace SalesSignals.Cli.Azurite;

using Directory = System.IO.Directory;

/// <summary>
/// Azurite of exactly one version, installed once for a user with <c>npm ci</c> from a lock file of our own. It is installed beside its
/// place and then moved there, so what is there is whole; a lock file keeps processes from installing at the same time.
/// </summary>
internal static class AzuriteInstallation
{
    private const string Name = "azurite-3.35.0";
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(250);

    /// <summary>The script to run, installed first if need be.</summary>
    /// <exception cref="AzuriteException">It cannot be installed.</exception>
    public static async Task<string> EnsureAsync(AzuriteOptions options, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var place = Path.Combine(options.CacheDirectory, Name);
        var script = Path.Combine(place, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (File.Exists(script))
        {
            return script;
        }

        Directory.CreateDirectory(options.CacheDirectory);
        using var guard = await LockAsync(place + ".lock", progress, cancellationToken).ConfigureAwait(false);
        if (!File.Exists(script))
        {
            progress?.Report("Installing the storage emulator (Azurite), once…");
            await InstallAsync(options, place, cancellationToken).ConfigureAwait(false);
        }

        return File.Exists(script)
            ? script
            : throw new AzuriteException($"npm installed the storage emulator, but {script} is not there. Delete {place} and try again.");
    }

    private static async Task InstallAsync(AzuriteOptions options, string place, CancellationToken cancellationToken)
    {
        RemoveLeftovers(options.CacheDirectory);
        var draft = Directory.CreateDirectory($"{place}.{Guid.NewGuid():N}").FullName;
        await WriteResourceAsync("package.json", draft, cancellationToken).ConfigureAwait(false);
        await WriteResourceAsync("package-lock.json", draft, cancellationToken).ConfigureAwait(false);
        var (exitCode, output) = await AzuriteTool.RunAsync(
            options.Npm, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], draft, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            throw new AzuriteException(
                $"npm could not install the storage emulator (exit code {exitCode}). Check that npm reaches its registry ('npm ping'), then try again. npm said:\n{Tail(output)}");
        }

        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }

        Directory.Move(draft, place);
    }

    // Of installations that were killed; we hold the lock, so nobody is at work on them.
    private static void RemoveLeftovers(string directory)
    {
        foreach (var draft in Directory.EnumerateDirectories(directory, Name + ".*"))
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    // The system lets go of the lock when its holder dies.
    private static async Task<FileStream> LockAsync(string path, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (tries == 0)
                {
                    progress?.Report("Waiting for another process that installs the storage emulator…");
                }

                await Task.Delay(LockPoll, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteResourceAsync(string name, string directory, CancellationToken cancellationToken)
    {
        await using var resource = typeof(AzuriteInstallation).Assembly.GetManifestResourceStream($"Azurite/{name}")
            ?? throw new InvalidOperationException($"The resource Azurite/{name} is not in the program.");
        await using var file = File.Create(Path.Combine(directory, name));
        await resource.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private static string Tail(string output) => string.Join('\n', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(8));
}
