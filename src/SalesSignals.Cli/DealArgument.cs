using System.CommandLine;
using System.CommandLine.Parsing;
using SalesSignals.Events;

namespace SalesSignals.Cli;

/// <summary>What several commands read alike.</summary>
internal static class DealArgument
{
    public static Argument<DealKey> Create() =>
        new("DEAL") { Description = "source:id, such as hubspot:4711", CustomParser = result => Parse(result, DealKey.Parse) };

    /// <summary>For a command that can do without.</summary>
    public static Argument<DealKey?> CreateOptional() => new("DEAL")
    {
        Description = "source:id, such as hubspot:4711",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => Parse<DealKey?>(result, text => DealKey.Parse(text)),
    };

    /// <summary>One value; where it has not the form, the command line is wrong.</summary>
    public static T? Parse<T>(ArgumentResult result, Func<string, T> parse)
    {
        try
        {
            return parse(result.Tokens.Single().Value);
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
            return default;
        }
    }

    public static CliException Unknown(DealKey deal) => new($"No deal {deal} is known. 'export deals' lists those that are.");
}
