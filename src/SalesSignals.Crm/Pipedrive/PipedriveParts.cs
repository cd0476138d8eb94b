using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// The parts of a walk, and what each asks for. Version 2 pages by a cursor. Pipedrive calls it opaque; it is the last object's place in
/// the order (its id, or time and id), so that it neither expires nor skips what has the same time, and no filter of the API could
/// say the same: there is none by id, and more objects than a page holds are modified in one second by any import.
/// </summary>
internal static class PipedriveParts
{
    public const string Open = "open";
    public const string Closed = "closed";
    public const string Deals = "deals";
    public const string Archived = "archived";
    public const string Deleted = "deleted";
    public const string Activities = "activities";
    public const string Notes = "notes";
    public const string Persons = "persons";

    /// <summary>Each costs up to two calls.</summary>
    public const int DealsOnPage = 10;

    /// <summary>Each costs up to one call.</summary>
    public const int PersonsOnPage = 20;

    public const string DealFields = "include_fields=participants_count,activities_count,notes_count";
    public const string ActivityFields = "include_fields=attendees";

    private static readonly string[] OfBackfill = [Open, Closed, Archived, Activities, Notes];
    private static readonly string[] OfChanges = [Deals, Archived, Deleted, Activities, Notes, Persons];

    public static IReadOnlyList<string> Of(CrmWalk walk) => walk is CrmWalk.Backfill ? OfBackfill : OfChanges;

    /// <summary>Whether the part tells deals whole.</summary>
    public static bool TellsDeals(string part) => part is Open or Closed or Deals or Archived;

    /// <summary>The list of a part, but for its page: version 2 but for notes, which has none.</summary>
    public static string List(CrmWalk walk, string part) => (part, walk) switch
    {
        (Open, CrmWalk.Backfill) => $"/api/v2/deals?status=open&sort_by=id&{DealFields}",

        // There is no filter for when a deal was closed; closing it modified it.
        (Closed, CrmWalk.Backfill walked) => $"/api/v2/deals?status=won,lost&updated_since={PipedriveInstant.Floor(walked.ClosedSince)}&sort_by=id&{DealFields}",
        (Archived, CrmWalk.Backfill walked) => $"/api/v2/deals/archived?status=won,lost&updated_since={PipedriveInstant.Floor(walked.ClosedSince)}&sort_by=id&{DealFields}",
        (Activities, CrmWalk.Backfill) => $"/api/v2/activities?sort_by=id&{ActivityFields}",
        (Deals, CrmWalk.Changes walked) => $"/api/v2/deals?status=open,won,lost&{Window(walked)}&{DealFields}",
        (Archived, CrmWalk.Changes walked) => $"/api/v2/deals/archived?{Window(walked)}&{DealFields}",

        // All of the last 30 days, which is what there is: whether deleting moves the time of the last update is nowhere documented.
        (Deleted, CrmWalk.Changes) => "/api/v2/deals?status=deleted&sort_by=id",
        (Activities, CrmWalk.Changes walked) => $"/api/v2/activities?{Window(walked)}&{ActivityFields}",
        (Persons, CrmWalk.Changes walked) => $"/api/v2/persons?{Window(walked)}&include_fields=open_deals_count",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "No part of this walk."),
    };

    /// <summary>
    /// One page of notes, which only version 1 has: by time, and where more than a page have one time, by place among those.
    /// </summary>
    public static string NotesList(CrmWalk walk, PipedriveNotesPlace? place)
    {
        var since = place?.Since ?? (walk is CrmWalk.Changes changes ? changes.Since : null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"/api/v1/notes?sort=update_time%20ASC,id%20ASC&start={place?.Start ?? 0}&limit={PipedriveReads.MostOnPage}{(since is { } from ? $"&updated_since={PipedriveInstant.Floor(from)}" : "")}");
    }

    private static string Window(CrmWalk.Changes walk) =>
        $"updated_since={PipedriveInstant.Floor(walk.Since)}&updated_until={PipedriveInstant.Ceiling(walk.Until)}&sort_by=update_time&sort_direction=asc";
}

/// <summary>Where to go on among notes: those since a time, from a place.</summary>
internal sealed record PipedriveNotesPlace(DateTimeOffset Since, int Start)
{
    public static PipedriveNotesPlace? Parse(string? after)
    {
        if (after is null)
        {
            return null;
        }

        return after.Split('|') is [var seconds, var start]
            && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var since)
            && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new(DateTimeOffset.FromUnixTimeSeconds(since), place)
            : throw new ArgumentOutOfRangeException(nameof(after), after, "No place among notes.");
    }

    /// <summary>After a full page: its last time again, since more may have it; or further on, where the whole page has but one time.</summary>
    public static PipedriveNotesPlace After(PipedriveNotesPlace? before, DateTimeOffset first, DateTimeOffset last, int count) =>
        last > first ? new(last, 0) : new(last, before?.Since == last ? before.Start + count : count);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Since.ToUnixTimeSeconds()}|{Start}");
}
