using System.CommandLine;
using System.Globalization;
using SalesSignals.Events;
using SalesSignals.Reconcile;

namespace SalesSignals.Cli.Reconcile;

/// <summary><c>reconcile SOURCE</c>: asks a CRM now what changed, and says what no webhook had told.</summary>
internal static class ReconcileCommand
{
    public static Command Create(CommandContext context)
    {
        var source = new Argument<string>("SOURCE") { Description = "The source's name, such as hubspot." };
        var since = new Option<DateTimeOffset?>("--since")
        {
            Description = "Go further back than where the last run ended, such as 2026-11-16T09:00Z.",
            HelpName = "TIME",
            CustomParser = Time,
        };
        var json = new Option<bool>("--json") { Description = "The result as JSON; progress goes to standard error." };
        var command = new Command("reconcile", "Ask a CRM what changed since it was last asked, and count what no webhook had told. The app does this every 30 minutes.") { source, since, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(context, parsed.GetRequiredValue(source), parsed.GetValue(since), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string name, DateTimeOffset? since, bool asJson, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        if (since > now)
        {
            throw new CliException("--since is in the future.");
        }

        var installation = context.Open();
        var source = installation.SourceToAsk(name);
        var progress = new WalkProgress(context, asJson ? context.Error : context.Out, Sentence);
        var command = $"salessignals reconcile {source.Name}";
        var result = await CrmReaders.DoAsync(
            source.Name,
            command,
            async () =>
            {
                await installation.Tables.CreateAsync(cancellationToken);
                await installation.Queues.Deliveries.CreateIfNotExistsAsync(cancellationToken);
                var patience = new Patience(context.Time, Patience.OfAPerson, progress.Wait);
                return await progress.ShowAsync(command, deals: null, () => CrmReaders.Create(installation, context.Time).Reconciliation
                    .RunAsync(source, since, timeIsUpAt: null, patience, progress.Move, cancellationToken));
            },
            cancellationToken);
        await context.Out.WriteLineAsync(asJson ? WalkJson.Write(source.Name, result) : Text(source, result));
        return result.Failed > 0 ? throw new CliException($"{result.Failed} deals could not be written; /api/health and the app's log say why.") : ExitCode.Done;
    }

    private static string Text(CrmSource source, ReconcileResult result)
    {
        var found = result.Found;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {source.Name} is known up to {result.Until.UtcDateTime:yyyy-MM-dd HH:mm'Z'}. No webhook had told of {found.Total:#,0} differences:
              new deals         {found.Deals,7:#,0}
              changed fields    {found.Fields,7:#,0}
              closed or deleted {found.Endings,7:#,0}
              activities        {found.Activities,7:#,0}
              contacts          {found.Contacts,7:#,0}
            """).ReplaceLineEndings("\n");
    }

    private static string Sentence(WalkCursor cursor) => cursor.Walk is CrmWalk.Changes window
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{window.Since.UtcDateTime:yyyy-MM-dd HH:mm'Z'} to {window.Until.UtcDateTime:yyyy-MM-dd HH:mm'Z'}: {cursor.Objects:#,0} objects, {cursor.Found.Total:#,0} differences")
        : "";

    private static DateTimeOffset? Time(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (DateTimeOffset.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUniversalTime();
        }

        result.AddError("--since must be a time such as 2026-11-16T09:00Z.");
        return null;
    }
}
