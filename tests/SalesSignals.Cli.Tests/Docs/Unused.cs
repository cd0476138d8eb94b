using Microsoft.Extensions.Configuration;

namespace SalesSignals.Cli.Tests.Docs;

/// <summary>A context for command lines that are looked at and not run.</summary>
internal static class Unused
{
    public static CommandContext Context { get; } = new(
        TextReader.Null, TextWriter.Null, TextWriter.Null, TimeProvider.System, () => throw new InvalidOperationException("Nothing is to be opened."))
    {
        Configuration = () => new ConfigurationBuilder().Build(),
    };
}
