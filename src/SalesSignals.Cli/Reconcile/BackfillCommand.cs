using System.CommandLine;
using System.Globalization;
using SalesSignals.Events;
using SalesSignals.Reconcile;

namespace SalesSignals.Cli.Reconcile;

/// <summary><c>backfill SOURCE</c>: tells the past of a CRM's deals; goes on where it was stopped.</summary>
internal static class BackfillCommand
{
    private const int MostMonths = 120;

    public static Command Create(CommandContext context)
    {
        var source = new Argument<string>("SOURCE") { Description = "The source's name, such as hubspot." };
        var months = new Option<int>("--months")
        {
            Description = "How far back closed deals are read; open ones always are.",
            HelpName = "N",
            DefaultValueFactory = _ => 24,
            CustomParser = result =>
            {
                if (int.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= MostMonths)
                {
                    return value;
                }

                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--months must be a number from 0 to {MostMonths}."));
                return 0;
            },
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say how much there is to read." };
        var json = new Option<bool>("--json") { Description = "The result as JSON; progress goes to standard error." };
        var command = new Command("backfill", "Read a CRM's deals with their past, so that what was quiet before it was connected is seen too.") { source, months, dryRun, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            var installation = context.Open();
            var run = new BackfillRun(context, installation, installation.SourceToAsk(parsed.GetRequiredValue(source)), parsed.GetValue(json));
            return run.RunAsync(context.Time.GetUtcNow().AddMonths(-parsed.GetValue(months)), parsed.GetValue(dryRun), cancellationToken);
        });
        return command;
    }

    private sealed class BackfillRun
    {
        private readonly CommandContext _context;
        private readonly Installation _installation;
        private readonly CrmSource _source;
        private readonly bool _asJson;
        private readonly TextWriter _lines;
        private readonly WalkProgress _progress;
        private readonly Patience _patience;
        private readonly Backfill _backfill;
        private readonly long _began;
        private CrmEstimate _estimate = new(0, 0);
        private long _dealsBefore;

        public BackfillRun(CommandContext context, Installation installation, CrmSource source, bool asJson)
        {
            (_context, _installation, _source, _asJson) = (context, installation, source, asJson);
            _lines = asJson ? context.Error : context.Out;
            _progress = new(context, _lines, Sentence);
            _patience = new(context.Time, Patience.OfAPerson, _progress.Wait);
            _backfill = CrmReaders.Create(installation, context.Time).Backfill;
            _began = context.Time.GetTimestamp();
        }

        private string Command => $"salessignals backfill {_source.Name}";

        public Task<int> RunAsync(DateTimeOffset closedSince, bool dryRun, CancellationToken cancellationToken) => CrmReaders.DoAsync(
            _source.Name,
            Command,
            async () =>
            {
                await _installation.Tables.CreateAsync(cancellationToken);
                await _installation.Queues.Deliveries.CreateIfNotExistsAsync(cancellationToken);
                var unfinished = await _backfill.FindUnfinishedAsync(_source.Name, cancellationToken);
                var walk = (CrmWalk.Backfill?)unfinished?.Walk ?? new(closedSince);
                _estimate = await _source.Client!.EstimateAsync(walk, cancellationToken);
                await SayAsync(walk, unfinished);
                return dryRun ? await EndAsync(walk, null, unfinished) : await ReadAsync(walk, unfinished, cancellationToken);
            },
            cancellationToken);

        private async Task<int> ReadAsync(CrmWalk.Backfill walk, WalkCursor? unfinished, CancellationToken cancellationToken)
        {
            _dealsBefore = unfinished?.Deals ?? 0;
            var through = await _progress.ShowAsync(
                Command, _estimate.Deals, () => _backfill.RunAsync(_source, walk.ClosedSince, _patience, _progress.Move, cancellationToken));
            return await EndAsync(walk, through, unfinished);
        }

        private async Task SayAsync(CrmWalk.Backfill walk, WalkCursor? unfinished)
        {
            await _lines.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{_source.Name}: about {_estimate.Deals:#,0} deals (open, or closed since {walk.ClosedSince:yyyy-MM-dd}), some {_estimate.Calls:#,0} calls of the API."));
            if (unfinished is not null)
            {
                await _lines.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Going on with the backfill begun at {unfinished.StartedAt:yyyy-MM-dd HH:mm'Z'}, as it was begun: {unfinished.Deals:#,0} deals are in."));
            }
        }

        private async Task<int> EndAsync(CrmWalk.Backfill walk, WalkCursor? through, WalkCursor? unfinished)
        {
            var elapsed = _context.Time.GetElapsedTime(_began);
            if (_asJson)
            {
                await _context.Out.WriteLineAsync(WalkJson.Write(_source.Name, walk, _estimate, through, unfinished, _installation.CrmCalls.Calls, elapsed));
            }
            else
            {
                await _context.Out.WriteLineAsync(through is null
                    ? "Nothing was read (--dry-run)."
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"Done: {through.Deals:#,0} deals, {through.Objects:#,0} objects, {_installation.CrmCalls.Calls:#,0} calls, {elapsed:hh\\:mm\\:ss}. Every deal is looked at anew within the hour."));
            }

            return through is { Failure: { } failure } ? throw new CliException($"{failure} Run '{Command}' again once that is mended.") : ExitCode.Done;
        }

        private string Sentence(WalkCursor cursor)
        {
            var seconds = Math.Max(_context.Time.GetElapsedTime(_began).TotalSeconds, 1);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{cursor.Deals:#,0} deals of {_estimate.Deals:#,0}, {_installation.CrmCalls.Calls:#,0} calls, {(cursor.Deals - _dealsBefore) / seconds:#,0} deals a second");
        }
    }
}
