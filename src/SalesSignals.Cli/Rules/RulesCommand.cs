using System.CommandLine;
using SalesSignals.Deals;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Rules;

/// <summary><c>rules [--team T] [--json]</c>: what became of what each rule has told, and which rules are noisy.</summary>
internal static class RulesCommand
{
    public static Command Create(CommandContext context)
    {
        var team = new Option<string>("--team") { Description = "Only deals of this team's people, as the directory names it. All by default.", HelpName = "TEAM" };
        var json = new Option<bool>("--json") { Description = "As JSON, with every team." };
        var command = new Command("rules", "Show how often each rule was right to speak: alerts, what came of them, and what people said.") { team, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (found, settings) = await CountAsync(context, cancellationToken);
            var wanted = parsed.GetValue(team);
            if (wanted is not null && !found.Teams.Contains(wanted, StringComparer.OrdinalIgnoreCase))
            {
                throw new CliException($"Nothing was ever raised for a team '{wanted}'. {(found.Teams.Any() ? $"Teams: {string.Join(", ", found.Teams)}." : "No team has had a signal yet.")}");
            }

            if (parsed.GetValue(json))
            {
                await context.Out.WriteLineAsync(RulesJson.Write(found, wanted, settings));
            }
            else
            {
                RulesTable.Write(context.Out, found, wanted, settings);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<(RuleFindings Found, FeedbackSettings Settings)> CountAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var installation = context.Open();
        await installation.Tables.CreateAsync(cancellationToken);
        var moment = await installation.Assessors(context.Time).CurrentAsync(cancellationToken);
        var found = new RulePrecisions(moment.Assessor, context.Time.GetUtcNow());
        var store = new DealStore(installation.Tables.Deals);
        for (var bucket = 0; bucket < DealKeys.Buckets; bucket++)
        {
            await foreach (var deal in store.ReadBucketAsync(bucket, cancellationToken))
            {
                found.Show(deal);
            }
        }

        return (found.Findings(), moment.Settings.Feedback);
    }
}
