using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>Reads deals whole: what lists tell of them, their change logs, and the people on the buyer's side.</summary>
internal sealed class PipedriveDeals(PipedriveReads reads)
{
    /// <summary>Deals by their ids, archived ones too, which Pipedrive keeps apart.</summary>
    public async Task<List<PipedriveFields>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var deals = await reads.ByIdAsync($"/api/v2/deals?{PipedriveParts.DealFields}", ids, cancellationToken);
        var found = deals.Select(deal => deal.Id("id")).ToHashSet(StringComparer.Ordinal);
        deals.AddRange(await reads.ByIdAsync($"/api/v2/deals/archived?{PipedriveParts.DealFields}", ids.Where(id => !found.Contains(id)), cancellationToken));
        return deals;
    }

    /// <summary>The open deals whose person somebody is. There is no list of those that they take part in otherwise.</summary>
    public async Task<IReadOnlyList<PipedriveFields>> OpenOfAsync(string personId, CancellationToken cancellationToken)
    {
        var page = await reads.ListAsync($"/api/v2/deals?person_id={personId}&status=open&limit={CrmObject.MostAtOnce}", CrmApi.Timeout, cancellationToken);
        return page.Items;
    }

    public async Task<IReadOnlyList<PipedriveDealRead>> WholeAsync(IReadOnlyList<PipedriveFields> deals, CancellationToken cancellationToken)
    {
        var known = await PersonsAsync(deals.Where(deal => !HasParticipants(deal)).Select(deal => deal.Id("person_id")), cancellationToken);
        var whole = new List<PipedriveDealRead>(deals.Count);
        foreach (var deal in deals)
        {
            var id = PipedriveTelling.Id(deal);
            var log = HasHistory(deal) ? await reads.LogAsync(id, cancellationToken) : PipedriveLog.Empty;
            var contacts = HasParticipants(deal) ? await ParticipantsAsync(id, deal, cancellationToken) : Contacts(deal, known);
            whole.Add(new(deal, log, contacts));
        }

        return whole;
    }

    /// <summary>What was never modified has no history that is worth a call. A deleted deal needs none.</summary>
    public static bool HasHistory(PipedriveFields deal) =>
        !deal.IsTrue("is_deleted") && deal.Instant("update_time") is { } updatedAt && updatedAt != deal.Instant("add_time");

    /// <summary>Whether more people have to do with it than its person, who is counted as well.</summary>
    public static bool HasParticipants(PipedriveFields deal) =>
        !deal.IsTrue("is_deleted") && deal.Count("participants_count") > (deal.Id("person_id") is null ? 0 : 1);

    private static IReadOnlyList<(string Id, PipedriveFields? Person)> Contacts(PipedriveFields deal, Dictionary<string, PipedriveFields> persons) =>
        deal.Id("person_id") is { } id ? [(id, persons.TryGetValue(id, out var person) ? person : null)] : [];

    private async Task<Dictionary<string, PipedriveFields>> PersonsAsync(IEnumerable<string?> ids, CancellationToken cancellationToken) => ById(
        await reads.PersonsAsync(ids.OfType<string>().Distinct(StringComparer.Ordinal), cancellationToken));

    private async Task<IReadOnlyList<(string Id, PipedriveFields? Person)>> ParticipantsAsync(
        string dealId, PipedriveFields deal, CancellationToken cancellationToken)
    {
        var page = await reads.ListAsync($"{PipedriveReads.Persons}&deal_id={dealId}&limit={CrmObject.MostAtOnce}", CrmApi.Timeout, cancellationToken);
        var persons = ById(page.Items);
        return
        [
            .. Contacts(deal, persons),
            .. persons.Where(person => person.Key != deal.Id("person_id")).Select(person => (person.Key, (PipedriveFields?)person.Value)),
        ];
    }

    private static Dictionary<string, PipedriveFields> ById(IEnumerable<PipedriveFields> persons) =>
        persons.GroupBy(PipedriveTelling.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
}
