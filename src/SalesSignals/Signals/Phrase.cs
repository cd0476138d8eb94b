using System.Globalization;
using SalesSignals.Calendars;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>How rules say numbers, days and activities.</summary>
internal static class Phrase
{
    public static string Day(DateOnly day, DateOnly today) =>
        day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at, in RuleContext context) => Day(context.Calendar.DayOf(at), context.Today);

    public static string Count(double number, string one, string? more = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number):0} {(Math.Floor(number) is 1 ? one : more ?? $"{one}s")}");

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items) => items switch
    {
        [] => "",
        [var only] => only,
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    public static string Activity(ActivityFacts activity) => activity.Kind switch
    {
        ActivityKind.Meeting => "meeting",
        ActivityKind.Call => "call",
        ActivityKind.Email => activity.Direction is ActivityDirection.Inbound ? "email from the buyer" : "email",
        ActivityKind.Task => "task",
        ActivityKind.Note => "note",
        _ => activity.Deliverable switch
        {
            DeliverableKind.Demo => "demo",
            DeliverableKind.Proposal => "proposal",
            DeliverableKind.Quote => "quote",
            DeliverableKind.Contract => "contract",
            _ => "deliverable",
        },
    };

    /// <summary>Graver the further past the limit: up to half past it low, up to one and a half medium, then high.</summary>
    public static Severity Graded(double actual, double limit) => (actual / limit) switch
    {
        < 1.5 => Severity.Low,
        < 2.5 => Severity.Medium,
        _ => Severity.High,
    };
}
