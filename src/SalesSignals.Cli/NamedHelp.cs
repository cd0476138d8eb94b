using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SalesSignals.Cli;

/// <summary>Help that calls the program as people call it, whatever its file is called.</summary>
internal sealed class NamedHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Puts it in the place of the usual help.</summary>
    public static RootCommand In(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new NamedHelp((HelpAction)option.Action!);
        return root;
    }

    public override int Invoke(ParseResult parseResult)
    {
        var invocation = parseResult.InvocationConfiguration;
        var output = invocation.Output;
        using var text = new StringWriter();
        invocation.Output = text;
        var code = help.Invoke(parseResult);
        invocation.Output = output;
        output.Write(text.ToString().Replace(RootCommand.ExecutableName, CommandLine.Name, StringComparison.Ordinal));
        return code;
    }
}
