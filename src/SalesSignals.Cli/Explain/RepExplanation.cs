using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Teams;

namespace SalesSignals.Cli.Explain;

/// <summary>All there is to say about a rep: where they stand, and what every rule makes of them and of their customers.</summary>
internal sealed record RepExplanation
{
    public required RepContext Context { get; init; }

    public required ImmutableArray<(string Kind, RuleVerdict Verdict)> Rules { get; init; }

    /// <summary>Their customers: each account of which they own the last win that is on the board.</summary>
    public required ImmutableArray<CustomerExplanation> Customers { get; init; }

    public DateTimeOffset At => Context.Now;

    /// <summary>Reads a rep and their part of the board, as it is; <paramref name="now"/> is only when the rules are asked.</summary>
    /// <exception cref="CliException">Nobody has that id or email.</exception>
    public static async Task<RepExplanation> ReadAsync(Installation installation, string idOrEmail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tables = installation.Tables;
        await tables.CreateAsync(cancellationToken);
        var people = await new DirectoryStore(tables.Directory).ReadAsync(cancellationToken);
        var rep = PersonArgument.Find(people, idOrEmail);
        var settings = (await new SettingsStore(tables.Settings).ReadAsync(cancellationToken)).Settings;
        var deals = await new BoardStore(tables.Board).ReadAsync(rep.OwnerKeys, cancellationToken);
        var forecasts = await new ForecastStore(tables.Cursor).ReadOfAsync(rep, people, cancellationToken);
        return Of(rep, deals, forecasts, new TeamAssessor(settings, DateOnly.FromDateTime(now.UtcDateTime)), now);
    }

    private static RepExplanation Of(
        Person rep, IReadOnlyList<BoardDeal> deals, ImmutableArray<QuarterForecast> forecasts, TeamAssessor assessor, DateTimeOffset now)
    {
        var context = assessor.ContextOf(rep, deals, now, forecasts);
        return new()
        {
            Context = context,
            Rules = RepRules.Explain(context),
            Customers =
            [
                .. from account in Account.Of(deals.Select(deal => new OwnedDeal(rep, deal)))
                   where account.LastWin is not null
                   orderby account.Name
                   select new CustomerExplanation(account, AccountRules.Explain(assessor.ContextOf(account, now))),
            ],
        };
    }
}

internal sealed record CustomerExplanation(Account Account, ImmutableArray<(string Kind, RuleVerdict Verdict)> Rules);
