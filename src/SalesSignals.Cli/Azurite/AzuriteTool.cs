using System.ComponentModel;
using System.Diagnostics;

namespace SalesSignals.Cli.Azurite;

/// <summary>Runs node and npm to their end.</summary>
internal static class AzuriteTool
{
    private const string Mend =
        "Install Node.js 20 or newer with npm (nodejs.org), or set AzureWebJobsStorage to the connection string of a storage account.";

    /// <exception cref="AzuriteException">Node.js is missing or too old.</exception>
    public static async Task CheckNodeAsync(string node, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync(node, ["--version"], null, cancellationToken).ConfigureAwait(false);
        var version = output.Trim();
        if (exitCode != 0 || !Version.TryParse(version.TrimStart('v'), out var parsed) || parsed.Major < 20)
        {
            throw new AzuriteException($"The storage emulator needs Node.js 20 or newer; '{node}' is {(version.Length is > 0 and < 40 ? version : "not that")}. {Mend}");
        }
    }

    /// <exception cref="AzuriteException">There is no such program.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, string? directory, CancellationToken cancellationToken)
    {
        using var process = Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "",
        });
        process.StandardInput.Close();
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            var all = output + await error.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return (process.ExitCode, all);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <exception cref="AzuriteException">There is no such program.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new AzuriteException($"The storage emulator needs '{start.FileName}', which cannot be run. {Mend}", e);
        }
    }
}
