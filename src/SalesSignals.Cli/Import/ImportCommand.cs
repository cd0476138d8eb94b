using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Import;

/// <summary><c>import CSV</c>: deals of another system by a column mapping, through the same path as webhooks.</summary>
internal static class ImportCommand
{
    /// <summary>How many of the first deals a dry run shows.</summary>
    private const int Shown = 5;

    private const int EventsAtOnce = 2000;

    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("CSV") { Description = "A CSV file with a header line and a line a deal; or - for standard input." };
        var source = new Option<string>("--source") { Description = "Under which source the deals are kept, such as oldcrm.", HelpName = "NAME", Required = true };
        var mapping = new MappingOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the first deals and everything that is wrong; keep nothing." };
        var skipBad = new Option<bool>("--skip-bad") { Description = "Leave out lines that are wrong, and import the others." };
        var command = new Command("import", "Import deals of another system from a CSV file.") { file, source, dryRun, skipBad };
        mapping.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context,
            new(parsed.GetRequiredValue(file), SourceName(parsed.GetRequiredValue(source)), mapping.Read(parsed), parsed.GetValue(dryRun), parsed.GetValue(skipBad)),
            cancellationToken));
        return command;
    }

    private sealed record Request(string File, string Source, DealMapping Mapping, bool IsDryRun, bool SkipBad);

    private static async Task<int> RunAsync(CommandContext context, Request request, CancellationToken cancellationToken)
    {
        using var opened = request.File == "-" ? null : new StreamReader(request.File);
        var installation = context.Open();
        await installation.Tables.CreateAsync(cancellationToken);
        SettingsStore settings = new(installation.Tables.Settings);
        var now = context.Time.GetUtcNow();
        var reading = DealCsv.Read(opened ?? context.In, request.Mapping, new StageMap((await settings.ReadAsync(cancellationToken)).Settings), now);
        if (request.IsDryRun)
        {
            await ShowAsync(context.Out, reading.Deals);
        }

        reading.Judge(context.Error, request.SkipBad);
        var store = new DealStore(installation.Tables.Deals);
        var plan = await ImportPlan.OfAsync(request.Source, reading.Deals, store, now, cancellationToken);
        if (!request.IsDryRun)
        {
            DealAssessors assessors = new(settings, new DirectoryStore(installation.Tables.Directory), installation.Sources, context.Time, NullLogger<DealAssessors>.Instance);
            await ApplyAsync(context, request.Source, plan, new(assessors, new(store, new(installation.Tables.Board), context.Time)), cancellationToken);
        }

        await context.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{(request.IsDryRun ? "Would import" : "Imported")} {plan.New} new deals and {plan.Changed} changed ones as '{request.Source}'; {plan.Unchanged} were known as they are; {reading.Lines - reading.Deals.Count} lines left out."));
        return ExitCode.Done;
    }

    private static async Task ApplyAsync(CommandContext context, string source, ImportPlan plan, DealIntake intake, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var chunk in plan.Events.Chunk(EventsAtOnce))
        {
            await intake.ApplyAsync(source, chunk, cancellationToken);
            done += chunk.Length;
            if (plan.Events.Count > EventsAtOnce)
            {
                await context.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done} of {plan.Events.Count} events kept."));
            }
        }
    }

    private static async Task ShowAsync(TextWriter text, IReadOnlyList<ImportedDeal> deals)
    {
        foreach (var deal in deals.Take(Shown))
        {
            await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"line {deal.Line}: {deal.Id} {deal.Name}"));
            await text.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  owner {deal.OwnerId ?? "-"}, account {deal.AccountName ?? "-"}, stage {deal.Stage ?? "-"}, amount {deal.Amount} {deal.Currency}, created {Day(deal.CreatedAt)}, in stage since {Day(deal.StageEnteredAt)}, to close {deal.CloseOn:yyyy-MM-dd}, closed {Day(deal.ClosedAt)}"));
        }

        if (deals.Count > Shown)
        {
            await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"… and {deals.Count - Shown} more."));
        }
    }

    private static string Day(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";

    private static string SourceName(string name) => name.Length is > 0 and <= 40 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        ? name
        : throw new CliException($"'{name}' is no name for a source; use up to 40 small letters, digits and dashes.");
}
