using System.Globalization;
using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>One page of a list.</summary>
/// <param name="Next">Version 2: where the next one begins; null at the end.</param>
/// <param name="HasMore">Version 1: whether there is a next one.</param>
internal sealed record PipedrivePage(IReadOnlyList<PipedriveFields> Items, string? Next, bool HasMore);

/// <summary>A deal's change log.</summary>
/// <param name="IsWhole">Whether it reaches back to the beginning.</param>
internal sealed record PipedriveLog(IReadOnlyList<PipedriveFields> Changes, bool IsWhole)
{
    public static PipedriveLog Empty { get; } = new([], true);
}

/// <summary>
/// The calls of Pipedrive's API. A list costs the same however much of it is told, so that they ask for as much as there may be.
/// </summary>
internal sealed class PipedriveReads(CrmApi api)
{
    /// <summary>What a page holds at most.</summary>
    public const int MostOnPage = 500;

    public const string Persons = "/api/v2/persons?sort_by=id";

    /// <summary>Older changes than these pages hold say nothing more that a rule asks for.</summary>
    private const int MostLogPages = 4;

    public async Task<PipedrivePage> ListAsync(string path, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync(path, PipedriveJson.Default.PipedriveAnswer, timeout, cancellationToken);
        var items = answer.Data.ValueKind switch
        {
            JsonValueKind.Array => answer.Data.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object).Select(PipedriveFields.Of).ToList(),

            // Version 1 says so where there is nothing.
            JsonValueKind.Null => [],
            _ => throw new CrmUnavailableException(CrmApiAnswer.UntilMended, $"Pipedrive answered {CrmApiAnswer.Shown(path)} with something else than a list"),
        };
        return new(items, answer.AdditionalData?.NextCursor, answer.AdditionalData?.Pagination?.MoreItemsInCollection is true);
    }

    /// <summary>Objects by their ids; what is gone, or not to be seen, is left out.</summary>
    /// <param name="path">With a query of its own, or at least its question mark.</param>
    public async Task<List<PipedriveFields>> ByIdAsync(string path, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<PipedriveFields>();
        foreach (var some in ids.Where(IsNumber).Chunk(CrmObject.MostAtOnce))
        {
            var page = await ListAsync($"{path}&ids={string.Join(',', some)}&limit={CrmObject.MostAtOnce}", CrmApi.Timeout, cancellationToken);
            found.AddRange(page.Items);
        }

        return found;
    }

    public Task<List<PipedriveFields>> PersonsAsync(IEnumerable<string> ids, CancellationToken cancellationToken) => ByIdAsync(Persons, ids, cancellationToken);

    public Task<List<PipedriveFields>> ActivitiesAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        ByIdAsync($"/api/v2/activities?{PipedriveParts.ActivityFields}", ids, cancellationToken);

    /// <summary>There is no list of notes by their ids.</summary>
    public async Task<List<PipedriveFields>> NotesAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var notes = new List<PipedriveFields>();
        foreach (var id in ids.Where(IsNumber))
        {
            if (await FindAsync($"/api/v1/notes/{id}", cancellationToken) is { } note)
            {
                notes.Add(note);
            }
        }

        return notes;
    }

    /// <summary>One object; null where there is none any more.</summary>
    private async Task<PipedriveFields?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await api.FindAsync(path, PipedriveJson.Default.PipedriveAnswer, CrmApi.Timeout, cancellationToken);
        return answer is { Data.ValueKind: JsonValueKind.Object } ? PipedriveFields.Of(answer.Data) : null;
    }

    public async Task<PipedriveLog> LogAsync(string dealId, CancellationToken cancellationToken)
    {
        var changes = new List<PipedriveFields>();
        string? cursor = null;
        for (var i = 0; i < MostLogPages; i++)
        {
            var page = await ListAsync(
                $"/api/v1/deals/{dealId}/changelog?limit={MostOnPage}{After(cursor)}", CrmApi.Timeout, cancellationToken);
            changes.AddRange(page.Items);
            if (string.IsNullOrEmpty(page.Next) || page.Items.Count == 0)
            {
                return new(changes, true);
            }

            cursor = page.Next;
        }

        return new(changes, false);
    }

    public static string After(string? cursor) => cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";

    /// <summary>Ids are part of paths; whatever is no id of Pipedrive's has no object there either.</summary>
    public static bool IsNumber(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
