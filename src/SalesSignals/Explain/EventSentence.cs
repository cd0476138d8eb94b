using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Explain;

/// <summary>An event in a few words.</summary>
public static class EventSentence
{
    public static string Of(CanonicalEvent happened) => happened switch
    {
        CanonicalEvent.DealChanged changed => Changed(changed.Deal),
        CanonicalEvent.DealDeleted => "deleted",
        CanonicalEvent.DealRestored => "restored",
        CanonicalEvent.DealMerged merged => $"deal {merged.DealId} merged into {merged.IntoDealId}",
        CanonicalEvent.ActivityLogged logged => Activity(logged.Activity),
        CanonicalEvent.ActivityRemoved removed => $"activity {removed.ActivityId} removed",
        CanonicalEvent.ContactAssociated told => $"contact {told.Contact.Name ?? told.Contact.Id}{(told.Contact.Role is { } role ? $", {Words(role.ToString())}" : "")}",
        CanonicalEvent.ContactRemoved removed => $"contact {removed.ContactId} removed",
        _ => happened.GetType().Name,
    };

    private static string Changed(DealFields deal)
    {
        string[] said =
        [
            .. Said("name", deal.Name), .. Said("pipeline", deal.Pipeline), .. Said("stage", deal.Stage), .. Said("amount", deal.Amount),
            .. Said("currency", deal.Currency), .. Said("close date", deal.CloseOn), .. Said("owner", deal.OwnerId),
            .. Said("forecast", deal.ForecastCategory), .. Said("status", deal.Status), .. Said("created", deal.CreatedAt),
            .. Said("outcomes", deal.Outcomes), .. Said("priorities", deal.Priorities), .. Said("timeline", deal.Timeline),
            .. Said("sponsor", deal.Sponsor), .. Said("budget", deal.Budget),
        ];
        return said.Length == 0 ? "changed" : string.Join(", ", said);
    }

    private static string[] Said<T>(string name, Told<T> told) => told.IsTold ? [$"{name}: {Text(told.Value)}"] : [];

    private static string Text<T>(T value) => value switch
    {
        null => "cleared",
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Activity(ActivityFacts activity)
    {
        string?[] parts =
        [
            activity.Direction is { } direction ? Words(direction.ToString()) : null,
            activity.Deliverable is { } deliverable ? Words(deliverable.ToString()) : Words(activity.Kind.ToString()),
            activity.Status is { } status ? Words(status.ToString()) : null,
            activity.CancelledBy is { } by ? $"by the {Words(by.ToString())}" : null,
            (activity.StartsAt ?? activity.DueAt) is { } at ? $"for {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}" : null,
            activity.Automated ? "(automated)" : null,
            activity.Note is { } note ? $"({note.Words} words{(note.HasNextStep ? ", next step" : "")}{(note.HasDate ? ", date" : "")}{(note.HasPrice ? ", price" : "")})" : null,
        ];
        return string.Join(' ', parts.Where(part => part is not null));
    }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
