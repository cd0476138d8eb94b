using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>The batch reads of HubSpot's API: objects by id, and what they are linked to.</summary>
/// <param name="timeout">How long a call may take.</param>
internal sealed class HubSpotReads(CrmApi api, TimeSpan timeout)
{
    /// <summary>HubSpot takes half as many where it has to look up histories.</summary>
    private const int MostWithHistory = 50;

    /// <summary>Pages of links, each of hundreds; whoever has more of them is no person and no meeting.</summary>
    private const int MostPages = 10;

    /// <summary>The objects there are; those that are gone are left out.</summary>
    public async Task<List<HubSpotObject>> ObjectsAsync(CrmObjectKind kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var isDeal = kind is CrmObjectKind.Deal;
        var found = new List<HubSpotObject>();
        foreach (var some in ids.Chunk(isDeal ? MostWithHistory : CrmObject.MostAtOnce))
        {
            var question = new HubSpotQuestion([.. some.Select(id => new HubSpotInput(id))])
            {
                Properties = HubSpotTypes.PropertiesOf(kind),
                PropertiesWithHistory = isDeal ? HubSpotTypes.DatedDealProperties : null,
            };
            var answer = await api.PostAsync(
                $"/crm/v3/objects/{HubSpotTypes.PathOf(kind)}/batch/read",
                question,
                HubSpotJson.Default.HubSpotQuestion,
                HubSpotJson.Default.HubSpotAnswerHubSpotObject,
                timeout,
                cancellationToken);
            Check(answer.Errors);
            found.AddRange(answer.Results ?? []);
        }

        // Asked for several deals that were merged, it answers with the same one for each.
        return [.. found.DistinctBy(read => read.Id)];
    }

    /// <summary>The ids of what objects are linked to, by their own; all pages.</summary>
    public async Task<ILookup<string, string>> LinksAsync(
        CrmObjectKind from, CrmObjectKind to, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var links = new List<(string From, string To)>();
        List<HubSpotInput> open = [.. ids.Select(id => new HubSpotInput(id))];
        for (var page = 0; page < MostPages && open.Count > 0; page++)
        {
            var next = new List<HubSpotInput>();
            foreach (var some in open.Chunk(CrmObject.MostAtOnce))
            {
                var answer = await api.PostAsync(
                    $"/crm/v4/associations/{HubSpotTypes.PathOf(from)}/{HubSpotTypes.PathOf(to)}/batch/read",
                    new HubSpotQuestion(some),
                    HubSpotJson.Default.HubSpotQuestion,
                    HubSpotJson.Default.HubSpotAnswerHubSpotLinks,
                    timeout,
                    cancellationToken);
                Check(answer.Errors);
                foreach (var linked in answer.Results ?? [])
                {
                    var id = Text(linked.From?.Id);
                    links.AddRange((linked.To ?? []).Select(target => (id, Text(target.ToObjectId))));
                    next.AddRange(linked.Paging?.Next?.After is { Length: > 0 } after ? [new(id, after)] : Array.Empty<HubSpotInput>());
                }
            }

            open = next;
        }

        return links.Distinct().ToLookup(link => link.From, link => link.To);
    }

    /// <summary>
    /// What is not found is gone, and what has no links is named as an error too. Of anything else nobody knows what is missing.
    /// </summary>
    private static void Check(IReadOnlyList<HubSpotError>? errors)
    {
        if (errors?.FirstOrDefault(error => error.Category is not "OBJECT_NOT_FOUND") is not { } other)
        {
            return;
        }

        var category = other.Category is { Length: <= 60 } word && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_') ? word : "an error";
        throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"HubSpot read only some of what it was asked for ({category})");
    }

    private static string Text(long? id) => id?.ToString(CultureInfo.InvariantCulture) ?? "";
}
