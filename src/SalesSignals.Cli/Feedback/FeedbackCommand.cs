using System.CommandLine;
using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Feedback;

/// <summary><c>feedback DEAL --signal KIND --not-a-risk|--useful|--notes-in</c>: what somebody thinks of a signal.</summary>
internal static class FeedbackCommand
{
    public static Command Create(CommandContext context)
    {
        var deal = DealArgument.Create();
        var signal = new Option<string>("--signal") { Description = "The signal, such as stalled-deal.", HelpName = "KIND", Required = true };
        signal.AcceptOnlyFromAmong([.. SignalRules.All.Select(rule => rule.Kind)]);
        var notARisk = new Option<bool>("--not-a-risk") { Description = "All is well with the deal: do not tell it again unless it gets worse or is raised anew." };
        var useful = new Option<bool>("--useful") { Description = "It was good to be told." };
        var notesIn = new Option<bool>("--notes-in") { Description = "The notes that were missed are written." };
        var by = new Option<string>("--by") { Description = "Who says so, by the email address in the directory.", HelpName = "EMAIL" };
        var reason = new Option<string>("--reason") { Description = "Why.", HelpName = "TEXT" };
        var command = new Command("feedback", "Keep what somebody thinks of a signal. 'rules' shows what all of it says of each rule.")
        {
            deal, signal, notARisk, useful, notesIn, by, reason,
        };
        command.Validators.Add(result =>
        {
            if (new[] { notARisk, useful, notesIn }.Count(result.GetValue) != 1)
            {
                result.AddError("Say one of --not-a-risk, --useful and --notes-in.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context,
            parsed.GetRequiredValue(deal),
            parsed.GetRequiredValue(signal),
            parsed.GetValue(notARisk) ? FeedbackKind.NotARisk : parsed.GetValue(notesIn) ? FeedbackKind.NotesIn : FeedbackKind.Useful,
            parsed.GetValue(by),
            parsed.GetValue(reason),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, DealKey key, string kind, FeedbackKind said, string? email, string? reason, CancellationToken cancellationToken)
    {
        var installation = context.Open();
        var tables = installation.Tables;
        await tables.CreateAsync(cancellationToken);
        var moment = await installation.Assessors(context.Time).CurrentAsync(cancellationToken);
        var person = email is null ? null : moment.People.People.FirstOrDefault(one => string.Equals(one.Email, email, StringComparison.OrdinalIgnoreCase))
            ?? throw new CliException($"Nothing was kept: nobody in the directory has the address '{email}'. 'people export' lists everybody.");
        var desk = new DealDesk(new(tables.Deals), new(tables.Board), context.Time);
        var feedback = new Signals.Feedback(said, context.Time.GetUtcNow(), person?.Id, reason);
        var judged = await desk.JudgeAsync(key, kind, feedback, moment.Assessor, cancellationToken) ?? throw DealArgument.Unknown(key);
        if (!WasRaised(judged, kind))
        {
            throw new CliException($"Nothing was kept: {kind} was never raised on {judged.Key}. 'explain {judged.Key}' shows what was.");
        }

        var tail = said is FeedbackKind.Useful ? "." : "; it is not told again unless it gets worse or is raised anew.";
        await context.Out.WriteLineAsync($"Kept for {kind} of {judged.Key}: {Signals.Feedback.NameOf(said)}{tail}");
        return ExitCode.Done;
    }

    private static bool WasRaised(WatchedDeal deal, string kind) =>
        deal.Standing.Any(raised => raised.Signal.Kind == kind) || deal.Past.Any(record => record.Kind == kind);
}
