using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>Objects of Close by id, each told with the opportunities of its lead.</summary>
internal sealed partial class CloseObjects(string source, CloseReads reads, Func<NoteLexicon> notes, TimeProvider time, ILogger logger)
{
    /// <summary>Calls at the same time: well below what Close allows a key.</summary>
    private const int AtOnce = 4;

    public async Task<IReadOnlyList<CanonicalEvent>> ReadAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken)
    {
        var found = await AllAsync(wanted, async (named, token) => (Wanted: named, Json: await FindAsync(named, token)), cancellationToken);
        var there = found.Where(read => read.Json is not null).Select(read => (read.Wanted, Json: read.Json!.Value)).ToList();
        if (there.Count < wanted.Count)
        {
            Log.Gone(logger, source, wanted.Count - there.Count, wanted.Count);
        }

        var linkedAt = there.Where(read => read.Wanted.Kind is CrmObjectKind.Deal).ToDictionary(read => read.Wanted.Id, read => read.Wanted.LinkedAt, StringComparer.Ordinal);
        List<CanonicalEvent> events = [.. await DealsAsync([.. there.Where(read => read.Wanted.Kind is CrmObjectKind.Deal).Select(read => read.Json)], linkedAt, cancellationToken)];
        var others = there.Where(read => read.Wanted.Kind is not CrmObjectKind.Deal).ToList();
        var leads = await LeadsAsync(others.Select(read => LeadOf(read.Json)), cancellationToken);
        foreach (var (named, json) in others)
        {
            if (leads.GetValueOrDefault(LeadOf(json) ?? "") is { } lead)
            {
                events.AddRange(Told(named.Kind, named.Id, () => named.Kind is CrmObjectKind.Contact
                    ? lead.Deals.Select(deal => CloseTold.Contact(EventFields.Of(json), deal, named.LinkedAt, time.GetUtcNow()))
                    : CloseTold.Activity(EventFields.Of(json), lead, deals: null, time.GetUtcNow(), notes())));
            }
        }

        return events;
    }

    /// <summary>Opportunities whole: with their history, and the activities and contacts of their leads.</summary>
    public async Task<IReadOnlyList<CanonicalEvent>> DealsAsync(
        IReadOnlyList<JsonElement> deals, IReadOnlyDictionary<string, DateTimeOffset?>? linkedAt, CancellationToken cancellationToken)
    {
        var told = await AllAsync(
            [.. deals.GroupBy(LeadOf, StringComparer.Ordinal)],
            async (ofLead, token) => ofLead.Key is { } lead ? await DealsOfLeadAsync(lead, [.. ofLead], linkedAt, token) : [],
            cancellationToken);
        return [.. told.SelectMany(events => events)];
    }

    /// <summary>Leads by id; those that are gone are left out.</summary>
    public async Task<IReadOnlyDictionary<string, CloseLead>> LeadsAsync(IEnumerable<string?> ids, CancellationToken cancellationToken)
    {
        var found = await AllAsync(
            [.. ids.OfType<string>().Distinct(StringComparer.Ordinal)], async (id, token) => (Id: id, Lead: await reads.LeadAsync(id, token)), cancellationToken);
        return found.Where(read => read.Lead is not null).ToDictionary(read => read.Id, read => CloseLead.Of(read.Lead), StringComparer.Ordinal);
    }

    /// <summary>One object that cannot be understood does not keep the others waiting; it will be no better next time.</summary>
    public IReadOnlyList<CanonicalEvent> Told(CrmObjectKind kind, string id, Func<IEnumerable<CanonicalEvent>> tell)
    {
        try
        {
            return tell().ToImmutableArray();
        }
        catch (UnreadableEventException e)
        {
            Log.Unreadable(logger, kind, EventText.IdForLogs(id), source, e.Message);
            return [];
        }
    }

    private static string? LeadOf(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty("lead_id", out var id) && id.ValueKind is JsonValueKind.String ? id.GetString() : null;

    private static string IdOf(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String ? id.GetString()! : "";

    private static async Task<TResult[]> AllAsync<T, TResult>(
        IReadOnlyList<T> items, Func<T, CancellationToken, Task<TResult>> read, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, items.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (index, token) => results[index] = await read(items[index], token));
        return results;
    }

    private async Task<JsonElement?> FindAsync(CrmObject wanted, CancellationToken cancellationToken) => wanted.Kind switch
    {
        CrmObjectKind.Deal => await reads.OpportunityAsync(wanted.Id, cancellationToken),
        CrmObjectKind.Contact => await reads.ContactAsync(wanted.Id, cancellationToken),
        CrmObjectKind.Task => await reads.TaskAsync(wanted.Id, cancellationToken),
        CrmObjectKind.Call => await reads.ActivityAsync("call", wanted.Id, cancellationToken),
        CrmObjectKind.Meeting => await reads.ActivityAsync("meeting", wanted.Id, cancellationToken),
        CrmObjectKind.Note => await reads.ActivityAsync("note", wanted.Id, cancellationToken),

        // To us a text message is an email; Close keeps the two apart.
        CrmObjectKind.Email => await reads.ActivityAsync("email", wanted.Id, cancellationToken) ?? await reads.ActivityAsync("sms", wanted.Id, cancellationToken),
        _ => null,
    };

    private async Task<List<CanonicalEvent>> DealsOfLeadAsync(
        string leadId, IReadOnlyList<JsonElement> deals, IReadOnlyDictionary<string, DateTimeOffset?>? linkedAt, CancellationToken cancellationToken)
    {
        if (await reads.LeadAsync(leadId, cancellationToken) is not { } answer)
        {
            return [];
        }

        var lead = CloseLead.Of(answer);
        var activities = await reads.ActivitiesAsync(leadId, cancellationToken);
        var tasks = await reads.TasksAsync(leadId, cancellationToken);
        var (now, lexicon) = (time.GetUtcNow(), notes());
        var changes = activities.Where(IsStatusChange).Select(EventFields.Of).DistinctBy(change => change.Text("id"), StringComparer.Ordinal).ToList();
        var events = new List<CanonicalEvent>();
        foreach (var deal in deals)
        {
            var id = IdOf(deal);
            events.AddRange(Told(CrmObjectKind.Deal, id, () => CloseHistory.Events(EventFields.Of(deal), changes, now)));
            foreach (var contact in lead.Contacts)
            {
                events.AddRange(Told(CrmObjectKind.Contact, contact.Text("id") ?? "", () =>
                    [CloseTold.Contact(contact, id, contact.Text("id") == EventFields.Of(deal).Text("contact_id") ? linkedAt?.GetValueOrDefault(id) : null, now)]));
            }
        }

        var ids = deals.Select(IdOf).ToHashSet(StringComparer.Ordinal);
        foreach (var activity in activities.Where(activity => !IsStatusChange(activity)).Concat(tasks))
        {
            events.AddRange(Told(CrmObjectKind.Task, IdOf(activity), () => CloseTold.Activity(EventFields.Of(activity), lead, ids, now, lexicon)));
        }

        return events;
    }

    private static bool IsStatusChange(JsonElement activity) =>
        activity.ValueKind is JsonValueKind.Object && activity.TryGetProperty("_type", out var type) && type.ValueEquals("OpportunityStatusChange");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Source {Source} no longer has {Gone} of {Wanted} objects that were asked for.")]
        public static partial void Gone(ILogger logger, string source, int gone, int wanted);

        [LoggerMessage(LogLevel.Warning, "The {Kind} {Id} of {Source} cannot be understood and is left out: {Reason}")]
        public static partial void Unreadable(ILogger logger, CrmObjectKind kind, string id, string source, string reason);
    }
}
