using System.CommandLine;

namespace SalesSignals.Cli.Park;

/// <summary><c>unpark DEAL</c>: its signals are told again.</summary>
internal static class UnparkCommand
{
    public static Command Create(CommandContext context)
    {
        var deal = DealArgument.Create();
        var command = new Command("unpark", "End all that is parked on a deal.") { deal };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var key = parsed.GetRequiredValue(deal);
            var (desk, _, assessor) = await ParkDesk.OpenAsync(context, cancellationToken);
            var unparked = await desk.UnparkAsync(key, assessor, cancellationToken) ?? throw DealArgument.Unknown(key);
            await context.Out.WriteLineAsync($"Nothing is parked on {unparked.Key} any more.");
            return ExitCode.Done;
        });
        return command;
    }
}
