using System.CommandLine;
using System.Globalization;
using System.Text;
using SalesSignals.Backtest;
using SalesSignals.Cli.Import;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Backtest;

/// <summary><c>backtest</c>: what the rules would have said of the past, and whether the deals they spoke of were lost more often.</summary>
internal sealed class BacktestCommand
{
    private readonly Option<string> _source = new("--source") { Description = "Only the deals of this source.", HelpName = "NAME" };
    private readonly Option<DateOnly?> _from = new("--from") { Description = "Count deals that closed from this day on.", HelpName = "DAY", CustomParser = Day };
    private readonly Option<DateOnly?> _to = new("--to") { Description = "The last day to replay.", HelpName = "DAY", CustomParser = Day };
    private readonly Option<string> _csv = new("--csv") { Description = "Take the past from a CSV file rather than from the store; no installation is needed.", HelpName = "FILE" };
    private readonly Option<bool> _skipBad = new("--skip-bad") { Description = "Leave out lines of the CSV file that are wrong." };
    private readonly Option<string> _settingsFile = new("--settings") { Description = "Run the rules with this settings document.", HelpName = "FILE" };
    private readonly Option<string[]> _rules = new Option<string[]>("--rules") { Description = "Only these rules, such as stalled-deal.", HelpName = "KIND", AllowMultipleArgumentsPerToken = true }
        .AcceptOnlyFromAmong([.. SignalRules.All.Select(rule => rule.Kind)]);

    private readonly Option<bool> _sweep = new("--sweep") { Description = "Try other limits, and suggest one." };
    private readonly Option<double> _budget = new("--budget") { Description = "Alerts of one rule that a rep can use in a week; dearer limits are not suggested.", DefaultValueFactory = _ => 2 };
    private readonly Option<bool> _json = new("--json") { Description = "As JSON." };
    private readonly Option<string> _html = new("--html") { Description = "Write a report with charts, one page.", HelpName = "FILE" };

    private BacktestCommand()
    {
    }

    public static Command Create(CommandContext context) => new BacktestCommand().Build(context);

    private Command Build(CommandContext context)
    {
        var mapping = new MappingOptions();
        var command = new Command("backtest", "Replay the past day by day, and say how the deals ended that each rule flagged.")
        {
            _source, _from, _to, _csv, _skipBad, _settingsFile, _rules, _sweep, _budget, _json, _html,
        };
        mapping.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(context, parsed, mapping, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(CommandContext context, ParseResult parsed, MappingOptions mapping, CancellationToken cancellationToken)
    {
        var (history, options) = parsed.GetValue(_csv) is { } file
            ? await FromCsvAsync(context, parsed, file, mapping.Read(parsed))
            : await FromStoreAsync(context, parsed, cancellationToken);
        if (history.BeginsAt is null)
        {
            throw new CliException("There is no past to replay: no deal has any event. 'backfill' or 'import' brings one.");
        }

        var begun = context.Time.GetTimestamp();
        var report = BacktestRun.Run(history, options, cancellationToken);
        if (parsed.GetValue(_json))
        {
            await context.Out.WriteLineAsync(BacktestJson.Write(report));
        }
        else
        {
            BacktestTable.Write(context.Out, report);
            await context.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{history.Deals.Length} deals replayed in {context.Time.GetElapsedTime(begun).TotalSeconds:0.0} s."));
        }

        if (parsed.GetValue(_html) is { } html)
        {
            await File.WriteAllTextAsync(html, BacktestHtml.Write(report), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
        }

        return ExitCode.Done;
    }

    private async Task<(History History, BacktestOptions Options)> FromCsvAsync(CommandContext context, ParseResult parsed, string file, DealMapping mapping)
    {
        var settings = ReadSettings(parsed.GetValue(_settingsFile)) ?? SalesSettings.Default;
        using var text = new StreamReader(file);
        var reading = DealCsv.Read(text, mapping, new StageMap(settings), context.Time.GetUtcNow());
        reading.Judge(context.Error, parsed.GetValue(_skipBad));
        var past = CsvHistory.Of(reading.Deals);
        if (past.Undated > 0)
        {
            await context.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{past.Undated} deals are left out: nothing tells when anything happened to them."));
        }

        return (past.History, Options(parsed) with { Settings = settings, People = past.People, Zone = TimeZoneInfo.FindSystemTimeZoneById(mapping.TimeZone) });
    }

    private async Task<(History History, BacktestOptions Options)> FromStoreAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var installation = context.Open();
        var tables = installation.Tables;
        await tables.CreateAsync(cancellationToken);
        var people = await new DirectoryStore(tables.Directory).ReadAsync(cancellationToken);
        var options = Options(parsed) with
        {
            Settings = ReadSettings(parsed.GetValue(_settingsFile)) ?? (await new SettingsStore(tables.Settings).ReadAsync(cancellationToken)).Settings,
            People = people,
            TellsActivities = [.. installation.Sources.Select(source => KeyValuePair.Create(source.Name, source.TellsActivities))],
            WithoutPast = [.. installation.Sources.Where(source => !source.TellsPast).Select(source => source.Name)],
            Zone = ZoneOf(people),
        };
        var history = await new HistoryStore(tables.Deals).ReadAsync(parsed.GetValue(_source), cancellationToken);
        if (history.Cut > 0)
        {
            await context.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{history.Cut} deals are left out: their beginning is no longer kept (settings: retention.historyDays)."));
        }

        return (history, options);
    }

    private BacktestOptions Options(ParseResult parsed) => new()
    {
        From = parsed.GetValue(_from),
        To = parsed.GetValue(_to),
        Kinds = [.. parsed.GetValue(_rules) ?? []],
        Sweep = parsed.GetValue(_sweep),
        AlertBudget = parsed.GetValue(_budget),
    };

    /// <summary>Where most of the team is: there the working day ends at which each day is looked at.</summary>
    private static TimeZoneInfo ZoneOf(PeopleDirectory people)
    {
        var zone = people.People.Where(person => person.IsActive).GroupBy(person => person.TimeZone).OrderByDescending(zone => zone.Count()).ThenBy(zone => zone.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        return zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
    }

    private static SalesSettings? ReadSettings(string? file)
    {
        if (file is null)
        {
            return null;
        }

        var reading = SettingsDocument.Read(File.ReadAllText(file));
        return reading.Settings ?? throw new CliException($"The settings are not right:\n  {string.Join("\n  ", reading.Problems)}");
    }

    private static DateOnly? Day(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        result.AddError($"'{text}' is no day such as 2026-01-31.");
        return null;
    }
}
