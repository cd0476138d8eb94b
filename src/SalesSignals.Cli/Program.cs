using System.Text;
using SalesSignals.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

return await CommandLine.RunAsync(args, CommandContext.ForConsole());
