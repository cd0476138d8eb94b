using Microsoft.Extensions.Logging;
using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>Reads Salesforce's opportunities, their history and contact roles, tasks and events.</summary>
internal sealed partial class SalesforceClient(string source, CrmApi api, string? host, Func<NoteLexicon> notes, TimeProvider time, ILogger logger) : ICrmClient
{
    /// <summary>All calls for one question together.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly SalesforceQueries _queries = new(new(api, time));
    private readonly SalesforceStatement _statement = new(host, notes);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var events = new List<CanonicalEvent>();
            foreach (var kind in wanted.Select(named => named.Id).Where(SalesforceId.IsId).Select(id => SalesforceId.Read(id, "The id")).Distinct().GroupBy(id => id[..3]))
            {
                events.AddRange(await HydrateAsync(kind.Key, [.. kind], either.Token));
            }

            return events;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"Salesforce needed more than {Timeout.TotalSeconds:0} seconds for all that was asked");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> PartsOf(CrmWalk walk) => SalesforceWalk.PartsOf(walk);

    /// <inheritdoc/>
    public async Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken)
    {
        var step = await SalesforceWalk.StepAsync(walk, part, _queries, cancellationToken);
        var (records, next) = await _queries.PageAsync(step.Type, step.Where, after, step.ByTime, step.Size, cancellationToken);
        var (events, objects) = step.Type is SalesforceOpportunity.ObjectType
            ? await DealsAsync(records, withActivities: walk is CrmWalk.Backfill, CrmApi.LongTimeout, cancellationToken)
            : (Told(records, Tell(step.Type)), records.Count);
        return new(events, objects, next) { OfKnownDealsOnly = step.OfKnownDealsOnly };
    }

    /// <inheritdoc/>
    public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) => SalesforceWalk.EstimateAsync(walk, _queries, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken)
    {
        var users = new List<CrmUser>();
        foreach (var user in await _queries.UsersAsync(cancellationToken))
        {
            var id = user.Id();
            users.Add(new(id, EventText.Name(user.Text("Name")) ?? id, user.Text("Email"))
            {
                Team = EventText.Name(user.Text("Department")),
                IsActive = user.Flag("IsActive") is not false,
            });
        }

        return users;
    }

    private async Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(string prefix, string[] ids, CancellationToken cancellationToken)
    {
        var (type, field) = prefix switch
        {
            SalesforceOpportunity.IdPrefix => (SalesforceOpportunity.ObjectType, "Id"),
            SalesforceTypes.TaskPrefix => (SalesforceActivity.Task, "Id"),
            SalesforceTypes.EventPrefix => (SalesforceActivity.Event, "Id"),
            SalesforceTypes.RolePrefix => (SalesforceContactRole.ObjectType, "Id"),
            SalesforceTypes.ContactPrefix => (SalesforceContactRole.ObjectType, "ContactId"),
            _ => default,
        };
        if (type is null)
        {
            return [];
        }

        var records = await _queries.ByIdAsync(type, field, ids, CrmApi.Timeout, cancellationToken);
        if (field is "Id" && records.Count < ids.Length)
        {
            Log.Gone(logger, source, ids.Length - records.Count, ids.Length, type);
        }

        return type is SalesforceOpportunity.ObjectType
            ? (await DealsAsync(records, withActivities: false, CrmApi.Timeout, cancellationToken)).Events
            : Told(records, Tell(type));
    }

    /// <summary>Deals with their history and contacts, and with their activities where these are not told by themselves.</summary>
    private async Task<(List<CanonicalEvent> Events, int Objects)> DealsAsync(
        List<SalesforceRecord> deals, bool withActivities, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string[] ids = [.. deals.Where(deal => !SalesforceStatement.IsDeleted(deal)).Select(deal => deal.Id())];
        var now = time.GetUtcNow();
        var history = await _queries.OfDealsAsync(SalesforceTypes.History, "OpportunityId", ids, timeout, cancellationToken);
        var events = Told(deals, deal => _statement.Deal(deal, history[deal.Id()], now));
        var objects = deals.Count + history.Sum(deal => deal.Count());
        (string Type, string Field)[] parts = [(SalesforceContactRole.ObjectType, "OpportunityId"), (SalesforceActivity.Task, "WhatId"), (SalesforceActivity.Event, "WhatId")];
        foreach (var (type, field) in withActivities ? parts : parts[..1])
        {
            var records = (await _queries.OfDealsAsync(type, field, ids, timeout, cancellationToken)).SelectMany(deal => deal).ToList();
            events.AddRange(Told(records, Tell(type)));
            objects += records.Count;
        }

        return (events, objects);
    }

    private Func<SalesforceRecord, IEnumerable<CanonicalEvent>> Tell(string type)
    {
        var now = time.GetUtcNow();
        return type is SalesforceContactRole.ObjectType
            ? role => SalesforceStatement.Contact(role, now)
            : activity => _statement.Activity(activity, now);
    }

    /// <summary>One record that cannot be understood does not keep the others waiting; it will be no better next time.</summary>
    private List<CanonicalEvent> Told(List<SalesforceRecord> records, Func<SalesforceRecord, IEnumerable<CanonicalEvent>> tell)
    {
        var events = new List<CanonicalEvent>();
        foreach (var record in records)
        {
            try
            {
                events.AddRange(tell(record));
            }
            catch (UnreadableEventException e)
            {
                Log.Unreadable(logger, record.ObjectType, EventText.IdForLogs(record.Text("Id")), source, e.Message);
            }
        }

        return events;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Source {Source} no longer has {Gone} of {Wanted} records of {ObjectType} that were asked for.")]
        public static partial void Gone(ILogger logger, string source, int gone, int wanted, string objectType);

        [LoggerMessage(LogLevel.Warning, "The {ObjectType} {Id} of {Source} cannot be understood and is left out: {Reason}")]
        public static partial void Unreadable(ILogger logger, string objectType, string id, string source, string reason);
    }
}
