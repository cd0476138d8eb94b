using Microsoft.Extensions.Logging;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// Reads Pipedrive's deals with their change logs and contacts, and activities and notes. Deals are walked a few at a time, since each has
/// a change log of its own; activities and notes in large pages across all deals, which is far cheaper than asking deal by deal.
/// </summary>
internal sealed partial class PipedriveClient(string source, PipedriveReads reads, PipedriveTelling telling, TimeProvider time, ILogger logger) : ICrmClient
{
    /// <summary>All calls for one question together.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly PipedriveDeals _deals = new(reads);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var ids = wanted.ToLookup(named => named.Kind, named => named.Id);
            var linkedAt = wanted.ToDictionary(named => (named.Kind, named.Id), named => named.LinkedAt);
            var deals = await _deals.WholeAsync(await _deals.FindAsync([.. ids[CrmObjectKind.Deal]], either.Token), either.Token);
            string[] activities = [.. ids[CrmObjectKind.Meeting].Concat(ids[CrmObjectKind.Call]).Concat(ids[CrmObjectKind.Task]).Distinct(StringComparer.Ordinal)];
            return
            [
                .. TellDeals(deals, id => linkedAt.GetValueOrDefault((CrmObjectKind.Deal, id))),
                .. Tell("activity", await reads.ActivitiesAsync(activities, either.Token), telling.Activity),
                .. Tell("note", await reads.NotesAsync(ids[CrmObjectKind.Note], either.Token), telling.Note),
                .. await OfTheirDealsAsync(
                    await reads.PersonsAsync(ids[CrmObjectKind.Contact], either.Token), id => linkedAt.GetValueOrDefault((CrmObjectKind.Contact, id)), either.Token),
            ];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"Pipedrive needed more than {Timeout.TotalSeconds:0} seconds for all that was asked");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> PartsOf(CrmWalk walk) => PipedriveParts.Of(walk);

    /// <inheritdoc/>
    public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken) => part switch
    {
        PipedriveParts.Notes => ReadNotesAsync(walk, after, cancellationToken),
        PipedriveParts.Persons => ReadPersonsAsync(walk, after, cancellationToken),
        PipedriveParts.Deleted => ReadListAsync(walk, part, after, (deal, now) => [PipedriveTelling.Deleted(deal, now)], cancellationToken),
        PipedriveParts.Activities => ReadListAsync(walk, part, after, telling.Activity, cancellationToken),
        _ => ReadDealsAsync(walk, part, after, cancellationToken),
    };

    /// <inheritdoc/>
    public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) => PipedriveEstimate.AskAsync(reads, walk, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken)
    {
        var page = await reads.ListAsync("/api/v1/users", CrmApi.LongTimeout, cancellationToken);
        return [.. from user in page.Items let id = user.Id("id") where id is not null select User(id, user)];
    }

    /// <inheritdoc/>
    public Task<CrmSubscriptions?> ReadSubscriptionsAsync(CancellationToken cancellationToken) => PipedriveSubscriptions.AskAsync(reads, cancellationToken);

    private static CrmUser User(string id, PipedriveFields user) => new(id, EventText.Name(user.Text("name")) ?? id, EventText.Email(user.Text("email"), "email"))
    {
        IsActive = !user.IsFalse("active_flag") && !user.IsTrue("is_deleted"),
    };

    private async Task<CrmPage> ReadDealsAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken)
    {
        var page = await PageAsync(walk, part, after, PipedriveParts.DealsOnPage, cancellationToken);
        PipedriveFields[] deals = [.. page.Items.Where(deal => IsWalked(walk, deal))];
        var whole = await _deals.WholeAsync(deals, cancellationToken);
        return new(TellDeals(whole, _ => null), deals.Length, Next(page));
    }

    /// <summary>What was closed before a backfill begins may have been modified since.</summary>
    private static bool IsWalked(CrmWalk walk, PipedriveFields deal) =>
        walk is not CrmWalk.Backfill(var closedSince) || !(PipedriveDeal.ClosedAt(deal) < closedSince);

    private async Task<CrmPage> ReadListAsync(
        CrmWalk walk, string part, string? after, Func<PipedriveFields, DateTimeOffset, IEnumerable<CanonicalEvent>> tell, CancellationToken cancellationToken)
    {
        var page = await PageAsync(walk, part, after, PipedriveReads.MostOnPage, cancellationToken);
        return new(Tell(part, page.Items, tell), page.Items.Count, Next(page)) { OfKnownDealsOnly = true };
    }

    private async Task<CrmPage> ReadNotesAsync(CrmWalk walk, string? after, CancellationToken cancellationToken)
    {
        var place = PipedriveNotesPlace.Parse(after);
        var page = await reads.ListAsync(PipedriveParts.NotesList(walk, place), CrmApi.LongTimeout, cancellationToken);
        var until = walk is CrmWalk.Changes changes ? changes.Until : DateTimeOffset.MaxValue;
        var notes = page.Items.Where(note => TimeOf(note) < until).ToList();
        var next = page.HasMore && notes.Count > 0 && notes.Count == page.Items.Count
            ? PipedriveNotesPlace.After(place, TimeOf(notes[0]), TimeOf(notes[^1]), notes.Count).ToString()
            : null;
        return new(Tell("note", notes, telling.Note), notes.Count, next) { OfKnownDealsOnly = true };
    }

    private static DateTimeOffset TimeOf(PipedriveFields note) => note.Instant("update_time") ?? note.Instant("add_time") ?? DateTimeOffset.UnixEpoch;

    /// <summary>Somebody's new name or address belongs to each of their open deals.</summary>
    private async Task<CrmPage> ReadPersonsAsync(CrmWalk walk, string? after, CancellationToken cancellationToken)
    {
        var page = await PageAsync(walk, PipedriveParts.Persons, after, PipedriveParts.PersonsOnPage, cancellationToken);
        var events = await OfTheirDealsAsync(page.Items.Where(person => person.Count("open_deals_count") is not 0), _ => null, cancellationToken);
        return new(events, page.Items.Count, Next(page)) { OfKnownDealsOnly = true };
    }

    private Task<PipedrivePage> PageAsync(CrmWalk walk, string part, string? after, int limit, CancellationToken cancellationToken) =>
        reads.ListAsync($"{PipedriveParts.List(walk, part)}&limit={limit}{PipedriveReads.After(after)}", CrmApi.LongTimeout, cancellationToken);

    private static string? Next(PipedrivePage page) => page.Items.Count > 0 && !string.IsNullOrEmpty(page.Next) ? page.Next : null;

    private async Task<List<CanonicalEvent>> OfTheirDealsAsync(
        IEnumerable<PipedriveFields> persons, Func<string, DateTimeOffset?> linkedAt, CancellationToken cancellationToken)
    {
        var events = new List<CanonicalEvent>();
        foreach (var person in persons)
        {
            var id = PipedriveTelling.Id(person);
            events.AddRange(Tell("person", await _deals.OpenOfAsync(id, cancellationToken), (deal, now) =>
            {
                var dealAt = PipedriveInstant.OfChange(deal, now);
                var at = linkedAt(id) is { } linked && linked > dealAt ? linked : dealAt;
                return [PipedriveTelling.Contact(PipedriveTelling.Id(deal), id, person, at, now)];
            }));
        }

        return events;
    }

    private List<CanonicalEvent> TellDeals(IReadOnlyList<PipedriveDealRead> deals, Func<string, DateTimeOffset?> linkedAt) => Tell(
        "deal", deals, read => read.Deal, (read, now) => telling.Deal(read, linkedAt(PipedriveTelling.Id(read.Deal)), now));

    private List<CanonicalEvent> Tell(
        string entity, IEnumerable<PipedriveFields> objects, Func<PipedriveFields, DateTimeOffset, IEnumerable<CanonicalEvent>> tell) =>
        Tell(entity, objects, told => told, tell);

    /// <summary>One object that cannot be understood does not keep the others waiting; it will be no better next time.</summary>
    private List<CanonicalEvent> Tell<T>(
        string entity, IEnumerable<T> objects, Func<T, PipedriveFields> fieldsOf, Func<T, DateTimeOffset, IEnumerable<CanonicalEvent>> tell)
    {
        var now = time.GetUtcNow();
        var events = new List<CanonicalEvent>();
        foreach (var told in objects)
        {
            try
            {
                CanonicalEvent[] said = [.. tell(told, now)];
                events.AddRange(said);
            }
            catch (UnreadableEventException e)
            {
                Log.Unreadable(logger, entity, EventText.IdForLogs(fieldsOf(told).Word("id")), source, e.Message);
            }
        }

        return events;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The {Entity} {Id} of {Source} cannot be understood and is left out: {Reason}")]
        public static partial void Unreadable(ILogger logger, string entity, string id, string source, string reason);
    }
}
