using System.CommandLine;
using System.Globalization;
using System.Text;

namespace SalesSignals.Cli.Export;

/// <summary><c>export deals|signals|events [--json|--csv] [--out FILE]</c>.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandContext context)
    {
        var what = new Argument<string>("WHAT") { Description = "deals, signals or events" };
        what.AcceptOnlyFromAmong([.. ExportSheet.All.Select(sheet => sheet.Name)]);
        var json = new Option<bool>("--json") { Description = "One JSON array, a row a line." };
        var csv = new Option<bool>("--csv") { Description = "CSV with a header line. This is the default." };
        var file = new Option<string>("--out", "-o") { Description = "Write to a file rather than to standard output.", HelpName = "FILE" };
        var command = new Command("export", "Write out what is stored, row by row.") { what, json, csv, file };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(csv))
            {
                result.AddError("Choose one of --json and --csv.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context,
            ExportSheet.All.Single(sheet => sheet.Name == parsed.GetRequiredValue(what)),
            parsed.GetValue(json),
            parsed.GetValue(file),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ExportSheet sheet, bool asJson, string? file, CancellationToken cancellationToken)
    {
        var deals = context.Open().Tables.Deals;
        await deals.CreateIfNotExistsAsync(cancellationToken);
        await using var opened = file is null ? null : new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        var text = opened ?? context.Out;
        var rows = sheet.ReadAsync(deals, cancellationToken);
        var count = await (asJson ? ExportWriter.WriteJsonAsync(text, sheet, rows) : ExportWriter.WriteCsvAsync(text, sheet, rows));
        await text.FlushAsync(cancellationToken);
        if (file is not null)
        {
            await context.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} {sheet.Name} written to {file}."));
        }

        return ExitCode.Done;
    }
}
