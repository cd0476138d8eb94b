using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>
/// A lead: the customer, to whom people, conversations and opportunities belong alike. What happens with a lead counts for each of its
/// opportunities that were open then; Close does not say more, and a talk with a customer is about all that is open with him.
/// </summary>
internal sealed class CloseLead
{
    private readonly (string Id, DateOnly? ClosedOn)[] _deals;

    private CloseLead((string Id, DateOnly? ClosedOn)[] deals, EventFields[] contacts) => (_deals, Contacts) = (deals, contacts);

    /// <summary>Everybody on the customer's side.</summary>
    public IReadOnlyList<EventFields> Contacts { get; }

    public IEnumerable<string> Deals => _deals.Select(deal => deal.Id);

    public static CloseLead Of(CloseLeadAnswer? answer) => new(
        [.. (answer?.Opportunities ?? []).Where(IsObject).Select(EventFields.Of).Select(deal => (deal.Id("id"), ClosedOn(deal)))],
        [.. (answer?.Contacts ?? []).Where(IsObject).Select(EventFields.Of)]);

    /// <summary>Of which deals an activity is: the one it names, else all that were open when it took place.</summary>
    public IEnumerable<string> DealsOf(EventFields activity, ActivityFacts facts)
    {
        if (activity.OptionalId("opportunity_id") is { } named)
        {
            return [named];
        }

        // Days are of the customer's zone: one more, rather than to lose the talk in which a deal was won.
        var day = (facts.StartsAt ?? facts.DueAt) is { } at ? DateOnly.FromDateTime(at.UtcDateTime).AddDays(-1) : DateOnly.MinValue;
        return _deals.Where(deal => deal.ClosedOn is null || deal.ClosedOn >= day).Select(deal => deal.Id);
    }

    private static DateOnly? ClosedOn(EventFields deal) => deal.Text("status_type") switch
    {
        "won" => CloseEvent.Date(deal, "date_won") ?? CloseEvent.Date(deal, "date_updated"),
        "lost" => CloseEvent.Date(deal, "date_lost") ?? CloseEvent.Date(deal, "date_updated"),
        _ => null,
    };

    private static bool IsObject(JsonElement element) => element.ValueKind is JsonValueKind.Object;
}
