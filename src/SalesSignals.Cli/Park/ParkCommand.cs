using System.CommandLine;
using System.Globalization;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Park;

/// <summary><c>park DEAL [--signal KIND] --until DATE --reason TEXT</c>: silence about a deal, until a day or until something happens.</summary>
internal static class ParkCommand
{
    private const int MostDays = 366;

    public static Command Create(CommandContext context)
    {
        var deal = DealArgument.Create();
        var signal = new Option<string[]>("--signal") { Description = "Only this signal, such as stalled-deal; may be given several times. All by default, those to come included.", HelpName = "KIND" };
        signal.AcceptOnlyFromAmong([.. SignalRules.All.Select(rule => rule.Kind)]);
        var until = new Option<DateOnly>("--until")
        {
            Description = "The day on which it ends, in the time zone of the deal's owner, such as 2026-12-01.",
            HelpName = "DATE",
            Required = true,
            CustomParser = result => DealArgument.Parse(result, text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        };
        var reason = new Option<string>("--reason") { Description = "Why: whoever looks at the deal next will want to know.", HelpName = "TEXT", Required = true };
        reason.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
            {
                result.AddError("Say why it is parked.");
            }
        });
        var command = new Command("park", "Keep a deal, or some of its signals, out of alerts and digests until a day. A buyer touch or a forward move ends it early.")
        {
            deal, signal, until, reason,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context, parsed.GetRequiredValue(deal), parsed.GetValue(signal) ?? [], parsed.GetRequiredValue(until), parsed.GetRequiredValue(reason), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, DealKey key, string[] kinds, DateOnly until, string reason, CancellationToken cancellationToken)
    {
        var (desk, store, assessor) = await ParkDesk.OpenAsync(context, cancellationToken);
        var deal = await store.ReadAsync(key, cancellationToken) ?? throw DealArgument.Unknown(key);
        var calendar = assessor.Calendars.Of(assessor.OwnerOf(deal));
        var today = calendar.DayOf(context.Time.GetUtcNow());
        if (until <= today || until.DayNumber - today.DayNumber > MostDays)
        {
            throw new CliException(string.Create(CultureInfo.InvariantCulture, $"Nothing was parked: --until must be a day after today ({today:yyyy-MM-dd}) and at most {MostDays} days ahead."));
        }

        var endsAt = LocalDay.StartOf(until, calendar.Zone);
        var parked = await desk.ParkAsync(key, kinds.Length == 0 ? null : kinds, endsAt, reason, personId: null, assessor, cancellationToken)
            ?? throw DealArgument.Unknown(key);
        var what = kinds.Length == 0 ? $"{parked.Key} is" : $"{string.Join(", ", kinds)} of {parked.Key} {(kinds.Length == 1 ? "is" : "are")}";
        await context.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{what} parked until {until:yyyy-MM-dd} ({calendar.Zone.Id}). A buyer touch or a forward move ends that early."));
        return ExitCode.Done;
    }
}
