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
    DealAssessors assessors, BoardStore board, SourceWatch watch, PreferencesStore preferences, EmailOutbox outbox, Tables tables, EmailRenderer emails, TimeProvider time)
{
    private const string ViewKey = "view|morning-digest";
    private const string UntilColumn = "Until";
    private const string ToldColumn = "Told";

    private readonly TeamReader _teams = new(board, watch);

    /// <summary>The local day a manager's digest is due for now; null where none is.</summary>
    public static DateOnly? DueOn(Person manager, Preferences chosen, SalesSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(settings);
        var digest = chosen.DueAt is { } dueAt ? settings.Digest with { DueAt = dueAt } : settings.Digest;
        return chosen.Refusal(MorningDigest.Kind, manager.Email) is null && DigestSchedule.IsDue(manager, digest, settings.Calendar, now) is { } day && chosen.IsMailDay(day.DayOfWeek)
            ? day
            : null;
    }

    public async Task BuildAsync(string personId, CancellationToken cancellationToken)
    {
        var moment = await assessors.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();

        // Asked again: the message may have waited past the manager's noon.
        if (moment.People.ById(personId) is not { } manager
            || DueOn(manager, await preferences.ReadAsync(personId, cancellationToken), moment.Settings, now) is null)
        {
            return;
        }

        using var step = SalesTracing.Step("compose digest");
        using var reading = ReaderCulture.For(manager, moment.Settings.Mail.Culture);
        var team = await _teams.ReadAsync(manager, moment.People, cancellationToken);
        var (view, digest) = await ComposeAsync(manager, team, moment, now, cancellationToken);
        await NoteForecastsAsync(manager, team, RulesOf(moment, now), now, cancellationToken);
        await outbox.AddAsync(await emails.RenderAsync(digest, now), [Seen(manager, digest, view)], now, cancellationToken);
    }

    /// <summary>The digest as it would be sent; nothing is written.</summary>
    internal async Task<MorningDigest> ComposeAsync(Person manager, DealAssessors.Moment moment, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await ComposeAsync(manager, await _teams.ReadAsync(manager, moment.People, cancellationToken), moment, now, cancellationToken)).Digest;

    private async Task<(TableRow? View, MorningDigest Digest)> ComposeAsync(
        Person manager, IReadOnlyList<TeamMember> team, DealAssessors.Moment moment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var view = await tables.Outbox.GetAsync(OutboxKeys.Partition(manager.Id), ViewKey, cancellationToken);
        var since = view?.GetDateTimeOffset(UntilColumn);

        // Only who looks at the past meets a view that ended later.
        var isPast = since > now;
        since = isPast ? await outbox.LastWrittenBeforeAsync(manager.Id, MorningDigest.Kind, now, cancellationToken) : since;
        return (view, MorningDigest.Compose(
            manager,
            team,
            new()
            {
                Now = now,
                Since = since,
                Told = isPast ? null : ToldBefore(view),
                Heartbeat = await _teams.HeartbeatAsync(team, since ?? now - MorningDigest.FirstView, cancellationToken),
                Settings = moment.Settings.Digest,
                Rules = RulesOf(moment, now),
            }));
    }

    private static TeamAssessor RulesOf(DealAssessors.Moment moment, DateTimeOffset now) => new(moment.Settings, DateOnly.FromDateTime(now.UtcDateTime));

    /// <summary>Keeps what each rep forecast at the middle of a quarter, and what came of it: nobody can say so later. One read.</summary>
    private async Task NoteForecastsAsync(Person manager, IReadOnlyList<TeamMember> team, TeamAssessor rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var forecasts = new ForecastStore(tables.Cursor);
        var before = await forecasts.ReadAsync(manager.Id, cancellationToken);
        var after = team.Aggregate(before, (history, member) => history.Note(rules.ContextOf(member.Person, member.Deals, now)));
        await forecasts.KeepAsync(manager.Id, before, after, cancellationToken);
    }

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
