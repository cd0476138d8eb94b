using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>
/// An opportunity's events. Each carries the whole opportunity, so that each alone tells all that is known, whichever were missed.
/// An opportunity has no name of its own: it goes by its lead's.
/// </summary>
internal static class CloseOpportunity
{
    private static readonly string[] ContactMembers = ["contact_id", "contact_name"];

    public static CanonicalEvent[] Read(CloseEvent fact) => fact.Action switch
    {
        "created" or "updated" => [.. Changed(fact), .. Contacts(fact)],
        "deleted" => [new CanonicalEvent.DealDeleted { Id = fact.Id, OccurredAt = fact.OccurredAt, DealId = fact.ObjectId }],
        _ => throw new UnreadableEventException(
            $"event.action is '{EventFields.Quotable(fact.Action)}'; of an opportunity it must be created, updated or deleted."),
    };

    private static IEnumerable<CanonicalEvent> Changed(CloseEvent fact)
    {
        var (fields, status) = (Fields(fact.Data), Status(fact.Data));
        if (ClosedBefore(fact, status.Value) is { } closedAt)
        {
            // A won deal whose note is edited a month later was not won today. Dated by its own day, the status says only what is
            // known already, unless that was missed.
            yield return Changed(fact, fact.OccurredAt, fields);
            yield return Changed(fact, closedAt, new() { Status = status });
        }
        else
        {
            yield return Changed(fact, fact.OccurredAt, fields with { Status = status });
        }
    }

    private static CanonicalEvent.DealChanged Changed(CloseEvent fact, DateTimeOffset at, DealFields fields) =>
        new() { Id = fact.Id, OccurredAt = at, DealId = fact.ObjectId, Deal = fields };

    private static DealFields Fields(EventFields data) => new()
    {
        Name = data.Told("lead_name", (d, name) => EventText.Name(d.Text(name))),
        Pipeline = data.Told("pipeline_id", (d, name) => d.OptionalId(name)),
        Stage = data.Told("status_id", (d, name) => d.OptionalId(name)),
        Amount = data.Told("value", (d, name) => CloseMoney.Amount(d.Amount(name), Currency(d))),
        Currency = data.Told("value_currency", (d, _) => Currency(d)),

        // Of an open opportunity it is the day on which it is expected to be won.
        CloseOn = data.Told("date_won", CloseEvent.Date),
        OwnerId = data.Told("user_id", (d, name) => d.OptionalId(name)),
        CreatedAt = data.Told("date_created", CloseEvent.Instant),
        Url = data.OptionalId("lead_id") is { } lead ? Told.Of<string>($"https://app.close.com/lead/{Uri.EscapeDataString(lead)}/") : default,
    };

    private static string? Currency(EventFields data) => EventText.Currency(data.Text("value_currency"), data.Path("value_currency"));

    private static Told<DealStatus?> Status(EventFields data) => data.Told<DealStatus?>("status_type", (d, name) => d.Text(name) switch
    {
        null => null,
        "active" => DealStatus.Open,
        "won" => DealStatus.Won,
        "lost" => DealStatus.Lost,
        var other => throw new UnreadableEventException($"{d.Path(name)} is '{EventFields.Quotable(other)}'; it must be active, won or lost."),
    });

    /// <summary>When an opportunity was won or lost that an event finds so already; null where the event itself closes or opens it.</summary>
    private static DateTimeOffset? ClosedBefore(CloseEvent fact, DealStatus? status)
    {
        var member = status switch { DealStatus.Won => "date_won", DealStatus.Lost => "date_lost", _ => null };
        if (member is null || fact.Sets("status_type") || CloseEvent.Date(fact.Data, member) is not { } day)
        {
            return null;
        }

        var at = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return at < fact.OccurredAt ? at : null;
    }

    /// <summary>Told only when it changes: a contact is replaced whole, and the API knows more of it than its name.</summary>
    private static IEnumerable<CanonicalEvent> Contacts(CloseEvent fact)
    {
        if (!ContactMembers.Any(fact.Sets))
        {
            yield break;
        }

        var (now, before) = (fact.Data.OptionalId("contact_id"), fact.PreviousData?.OptionalId("contact_id"));
        if (before is not null && before != now)
        {
            yield return new CanonicalEvent.ContactRemoved { Id = fact.Id, OccurredAt = fact.OccurredAt, DealId = fact.ObjectId, ContactId = before };
        }

        if (now is not null)
        {
            var contact = new ContactFacts { Id = now, Name = EventText.Name(fact.Data.Text("contact_name")) };
            yield return new CanonicalEvent.ContactAssociated { Id = fact.Id, OccurredAt = fact.OccurredAt, DealId = fact.ObjectId, Contact = contact };
        }
    }
}
