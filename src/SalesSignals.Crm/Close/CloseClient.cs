using Microsoft.Extensions.Logging;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>Reads Close's opportunities with all that hangs on their leads, and its event log.</summary>
internal sealed class CloseClient : ICrmClient
{
    /// <summary>All calls for one question together.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private const string OpenDeals = "&status_type=active";

    private const string Open = "open";
    private const string Closed = "closed";
    private const string History = "history";
    private const string Changed = "changed";
    private const string Log = "log";

    private readonly CloseReads _reads;
    private readonly CloseObjects _objects;
    private readonly CloseDeals _deals;
    private readonly CloseLog _log;
    private readonly TimeProvider _time;

    public CloseClient(string source, CloseReads reads, Func<NoteLexicon> notes, TimeProvider time, ILogger logger)
    {
        (_reads, _time) = (reads, time);
        _objects = new(source, reads, notes, time, logger);
        _deals = new(reads, _objects);
        _log = new(reads, _objects, notes, time);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _objects.ReadAsync(wanted, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"Close needed more than {Timeout.TotalSeconds:0} seconds for all that was asked");
        }
    }

    /// <inheritdoc/>
    /// <remarks>The log tells what webhooks told, in their words; only what is older than it keeps has to be read from the deals.</remarks>
    public IReadOnlyList<string> PartsOf(CrmWalk walk) => walk switch
    {
        CrmWalk.Changes changes when changes.Until - changes.Since < CloseLog.Kept => [Log],
        CrmWalk.Changes => [Changed, Log],
        _ => [Open, Closed, History],
    };

    /// <inheritdoc/>
    public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken) => (walk, part) switch
    {
        (CrmWalk.Backfill, Open) => _deals.ReadAsync(OpenDeals, CloseDeals.ByCreation, since: null, after, closedSince: null, cancellationToken),
        (CrmWalk.Backfill backfill, Closed) => _deals.ReadAsync(
            ClosedDeals(backfill.ClosedSince), CloseDeals.ByCreation, since: null, after, DateOnly.FromDateTime(backfill.ClosedSince.UtcDateTime), cancellationToken),
        (CrmWalk.Backfill, History) => _log.ReadHistoryAsync(after, cancellationToken),
        (CrmWalk.Changes changes, Changed) => _deals.ReadAsync(
            $"&date_updated__lt={CloseReads.Time(changes.Until)}", CloseDeals.ByModification, changes.Since, after, closedSince: null, cancellationToken),
        (CrmWalk.Changes changes, Log) => _log.ReadChangesAsync(changes, after, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    /// <inheritdoc/>
    public async Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken)
    {
        string[] queries = walk switch
        {
            CrmWalk.Changes changes => [$"&date_updated__gte={CloseReads.Time(changes.Since)}&date_updated__lt={CloseReads.Time(changes.Until)}"],
            CrmWalk.Backfill backfill => [OpenDeals, ClosedDeals(backfill.ClosedSince)],
            _ => [],
        };
        var deals = 0L;
        foreach (var query in queries)
        {
            deals += (await _reads.OpportunitiesAsync($"_limit=1&_fields=id{query}", cancellationToken)).TotalResults ?? 0;
        }

        return new(deals, queries.Length + (deals * CloseDeals.CallsOfDeal) + (deals / CloseDeals.MostDeals));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken)
    {
        var members = await _reads.UsersAsync(cancellationToken);
        return
        [
            .. members
                .Where(member => !string.IsNullOrEmpty(member.User.Id))
                .OrderByDescending(member => member.IsActive)
                .DistinctBy(member => member.User.Id, StringComparer.Ordinal)
                .Select(member => new CrmUser(
                    member.User.Id!,
                    EventText.Name($"{member.User.FirstName} {member.User.LastName}") ?? member.User.Id!,
                    EventText.Name(member.User.Email)) { IsActive = member.IsActive }),
        ];
    }

    /// <inheritdoc/>
    public Task<CrmSubscriptions?> ReadSubscriptionsAsync(CancellationToken cancellationToken) => CloseSubscriptions.AskAsync(_reads, cancellationToken);

    // Closing an opportunity modifies it, so that none is missing; those that were only edited since are left out when they are read.
    private static string ClosedDeals(DateTimeOffset since) => $"&status_type__in=won,lost&date_updated__gte={CloseReads.Time(since)}";
}
