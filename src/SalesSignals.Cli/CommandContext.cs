using Microsoft.Extensions.Configuration;

namespace SalesSignals.Cli;

/// <summary>The world around a command: where it writes, what time it is, and the installation it works on.</summary>
/// <param name="Open">Opens the configured installation; called only by commands that need one.</param>
internal sealed record CommandContext(TextReader In, TextWriter Out, TextWriter Error, TimeProvider Time, Func<Installation> Open)
{
    /// <summary>What is configured here, for a command that looks at the configuration itself.</summary>
    public Func<IConfiguration> Configuration { get; init; } = Installation.Configuration;

    public static CommandContext ForConsole() =>
        new(Console.In, Console.Out, Console.Error, TimeProvider.System, () => Installation.FromConfiguration(Installation.Configuration()));
}
