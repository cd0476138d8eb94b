using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Functions.Emails;
using SalesSignals.Functions.Pulse;
using SalesSignals.Outbox;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Telemetry;
using SalesSignals.Teams;

namespace SalesSignals.Functions.Work;

/// <summary>Builds morning digests: one read a rep (fewer for large teams), and one message a manager a day.</summary>
public sealed class MorningDigests(
    DealAssessors assessors, BoardStore board, SourceWatch watch, EmailOutbox outbox, Tables tables, EmailRenderer emails, TimeProvider time)
{
    private const string ViewKey = "view|morning-digest";
    private const string UntilColumn = "Until";
    private const string ToldColumn = "Told";

    /// <summary>The local day a manager's digest is due for now; null where none is.</summary>
    public static DateOnly? DueOn(Person manager, SalesSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return DigestSchedule.IsDue(manager, settings.Digest, settings.Calendar, now);
    }

    public async Task BuildAsync(string personId, CancellationToken cancellationToken)
    {
        var moment = await assessors.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();

        // Asked again: the message may have waited past the manager's noon.
        if (moment.People.ById(personId) is not { } manager || DueOn(manager, moment.Settings, now) is null)
        {
            return;
        }

        using var step = SalesTracing.Step("compose digest");
        using var reading = ReaderCulture.For(manager, moment.Settings.Mail.Culture);
        var view = await tables.Outbox.GetAsync(OutboxKeys.Partition(manager.Id), ViewKey, cancellationToken);
        var team = await TeamOfAsync(manager, moment.People, cancellationToken);
        var since = view?.GetDateTimeOffset(UntilColumn);
        var heartbeat = HeartbeatOf(team, await watch.ReadAsync(cancellationToken), since ?? now - MorningDigest.FirstView);
        var rules = new TeamAssessor(moment.Settings, DateOnly.FromDateTime(now.UtcDateTime));
        await NoteForecastsAsync(manager, team, rules, now, cancellationToken);
        var digest = MorningDigest.Compose(
            manager,
            team,
            new() { Now = now, Since = since, Told = ToldBefore(view), Heartbeat = heartbeat, Settings = moment.Settings.Digest, Rules = rules });
        await outbox.AddAsync(await emails.RenderAsync(digest, now), [Seen(manager, digest, view)], now, cancellationToken);
    }

    /// <summary>Those who report to the manager, and the manager where they own deals.</summary>
    private async Task<IReadOnlyList<TeamMember>> TeamOfAsync(Person manager, PeopleDirectory people, CancellationToken cancellationToken)
    {
        var team = people.ReportsOf(manager.Id).Add(manager).Where(person => person != manager || !person.OwnerKeys.IsEmpty).ToList();
        var deals = await board.ReadTeamAsync(
            [.. team.SelectMany(person => person.OwnerKeys)], people.People.Sum(person => person.OwnerKeys.Length), cancellationToken);
        return [.. team.Select(person => new TeamMember(person, [.. person.OwnerKeys.SelectMany(key => deals[key])]))];
    }

    /// <summary>Keeps what each rep forecast at the middle of a quarter, and what came of it: nobody can say so later. One read.</summary>
    private async Task NoteForecastsAsync(Person manager, IReadOnlyList<TeamMember> team, TeamAssessor rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var forecasts = new ForecastStore(tables.Cursor);
        var before = await forecasts.ReadAsync(manager.Id, cancellationToken);
        var after = team.Aggregate(before, (history, member) => history.Note(rules.ContextOf(member.Person, member.Deals, now)));
        await forecasts.KeepAsync(manager.Id, before, after, cancellationToken);
    }

    /// <summary>Of the sources that the team has deals in.</summary>
    private static Heartbeat HeartbeatOf(IReadOnlyList<TeamMember> team, IReadOnlyList<SourceState> states, DateTimeOffset since)
    {
        var deals = team.SelectMany(member => member.Deals).ToLookup(deal => deal.Key.Source, StringComparer.Ordinal);
        var owned = team.SelectMany(member => member.Person.OwnerKeys).Select(key => key.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var spoken = states.Where(state => state.Pulse.LastDeliveryAt is not null && owned.Contains(state.Name)).Select(state => state.Name);
        return new(
            deals.SelectMany(source => source).Sum(deal => deal.Heard.Where(heard => heard.Hour > since.AddHours(-1)).Sum(heard => (long)heard.Count)),
            [
                .. deals.Select(source => source.Key).Union(spoken, StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(name => Of(name, deals[name], states.FirstOrDefault(state => state.Name == name))),
            ]);
    }

    private static SourceHeartbeat Of(string name, IEnumerable<BoardDeal> deals, SourceState? state) =>
        new(state?.Label ?? name, deals.Max(deal => (DateTimeOffset?)deal.LastEventAt) ?? state?.Pulse.LastEventAt)
        {
            SilentSince = state?.Silent is null ? null : state.Measured!.LastDeliveryAt,
            UsualGap = state?.UsualGap,
            Differences = state?.Reconciled.DifferencesLast7Days ?? 0,
        };

    private static ImmutableHashSet<long>? ToldBefore(TableRow? view) => view is not null && JsonColumn.Read(view, ToldColumn) is { } told
        ? [.. MemoryMarshal.Cast<byte, long>(Convert.FromBase64String(told)).ToArray()]
        : null;

    /// <summary>Where the next digest's view begins, and what it need not tell again: moves on together with the message, or not at all.</summary>
    private static TableWrite Seen(Person manager, MorningDigest digest, TableRow? view)
    {
        var row = new TableRow(OutboxKeys.Partition(manager.Id), ViewKey) { [UntilColumn] = digest.Until };
        JsonColumn.Write(row, ToldColumn, Convert.ToBase64String(MemoryMarshal.AsBytes<long>(digest.Told.ToArray())));
        return view?.ETag is { } etag ? new TableWrite.Replace(row, etag) : new TableWrite.Insert(row);
    }
}
