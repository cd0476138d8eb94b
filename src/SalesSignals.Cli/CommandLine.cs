using System.CommandLine;
using System.CommandLine.Invocation;
using Azure;
using SalesSignals.Azure;
using SalesSignals.Cli.Backtest;
using SalesSignals.Cli.Completions;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Doctor;
using SalesSignals.Cli.Explain;
using SalesSignals.Cli.Export;
using SalesSignals.Cli.Feedback;
using SalesSignals.Cli.Forget;
using SalesSignals.Cli.Import;
using SalesSignals.Cli.Mail;
using SalesSignals.Cli.Park;
using SalesSignals.Cli.People;
using SalesSignals.Cli.Poison;
using SalesSignals.Cli.Reconcile;
using SalesSignals.Cli.Rules;
using SalesSignals.Cli.Steering;
using SalesSignals.Storage;

namespace SalesSignals.Cli;

/// <summary>The commands, and what becomes of their errors: one clear line on stderr and an <see cref="ExitCode"/>.</summary>
internal static class CommandLine
{
    /// <summary>What people type. Its file may not be called so.</summary>
    public const string Name = "salessignals";

    // Ctrl-C must leave time to end the demo's processes.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(20);

    public static RootCommand Create(CommandContext context) => NamedHelp.In(new(
        "SalesSignals watches a sales pipeline and tells the right person what needs doing.\n\nExit codes: 0 done, 1 failed (stderr says why), 2 the command line is wrong; of doctor also 3 failures, 4 warnings.")
    {
        DemoCommand.Create(context),
        DoctorCommand.Create(context),
        new Command("people", "Who is on the team.") { PeopleImportCommand.Create(context), PeopleExportCommand.Create(context), PeopleSyncCommand.Create(context) },
        new Command("settings", "Thresholds, stages, calendar, budgets: one JSON document.")
        {
            SettingsApplyCommand.Create(context), SettingsShowCommand.Create(context), SettingsSchemaCommand.Create(context),
        },
        BackfillCommand.Create(context),
        ReconcileCommand.Create(context),
        ExplainCommand.Create(context),
        new Command("digest", "What mail would say.") { DigestPreviewCommand.Create(context) },
        ParkCommand.Create(context),
        UnparkCommand.Create(context),
        FeedbackCommand.Create(context),
        RulesCommand.Create(context),
        ForgetCommand.Create(context),
        ImportCommand.Create(context),
        BacktestCommand.Create(context),
        ExportCommand.Create(context),
        new Command("mail", "How everybody's mail fares.") { MailListCommand.Create(context), MailResumeCommand.Create(context) },
        new Command("poison", "Messages that could not be processed.")
        {
            PoisonListCommand.Create(context), PoisonShowCommand.Create(context), PoisonRedriveCommand.Create(context), PoisonPurgeCommand.Create(context),
        },
        CompletionsCommand.Create(context),
    });

    public static async Task<int> RunAsync(string[] args, CommandContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var parsed = Create(context).Parse(args);
            var code = await parsed.InvokeAsync(
                new()
                {
                    Output = context.Out,
                    Error = context.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = TimeToEnd,
                },
                cancellationToken);
            return parsed.Action is ParseErrorAction ? ExitCode.Usage : code;
        }
        catch (Exception e)
        {
            await context.Error.WriteLineAsync(Line(e));
            return ExitCode.Failed;
        }
    }

    private static string Line(Exception e) => e switch
    {
        CliException or StorageConnectionException or IOException or UnauthorizedAccessException => e.Message,
        OperationCanceledException => "Stopped.",
        RequestFailedException { ErrorCode: "TableNotFound" } => "Nothing is stored there yet: start the app once, or import the team with 'salessignals people import FILE'.",
        StorageUnavailableException => $"The storage cannot be reached: {e.Message} Is AzureWebJobsStorage right, and the account (or Azurite) up?",
        _ => $"This should not have happened ({e.GetType().Name}): {e.Message}",
    };
}
