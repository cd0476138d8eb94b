using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>
/// An opportunity's events. Each carries the whole opportunity, so that each alone tells all that is known, whichever were missed.
/// An opportunity has no name of its own: it goes by its lead's.
/// </summary>
internal static class CloseOpportunity
{
    private static readonly string[] ContactMembers = ["contact_id", "contact_name"];

    /// <param name="canAsk">Whether the API can be asked for what an event leaves open.</param>
    public static EventReading Read(CloseEvent fact, bool canAsk) => fact.Action switch
    {
        "created" or "updated" when canAsk && fact.OptionalData is null => EventReading.Wants(new CrmObject(CrmObjectKind.Deal, fact.ObjectId)),
        "created" or "updated" when canAsk => new([.. Changed(fact, canAsk)], IsOpenWhatHappened(fact) ? [Wanted(fact)] : []),
        "created" or "updated" => EventReading.Of([.. Changed(fact, canAsk), .. Contacts(fact)]),
        "deleted" => EventReading.Of(new CanonicalEvent.DealDeleted { Id = fact.Id, OccurredAt = fact.OccurredAt, DealId = fact.ObjectId }),
        _ => throw new UnreadableEventException(
            "event.action of an opportunity must be created, updated or deleted."),
    };

    private static IEnumerable<CanonicalEvent> Changed(CloseEvent fact, bool canAsk)
    {
        var (fields, status) = (Fields(fact.Data), Status(fact.Data));
        if (ClosedBefore(fact, status.Value) is { } closedAt)
        {
            // A won deal whose note is edited a month later was not won today. Dated by its own day, the status says only what is
            // known already, unless that was missed. The API knows the very time.
            yield return Changed(fact, fact.OccurredAt, fields);
            if (!canAsk)
            {
                yield return Changed(fact, closedAt, new() { Status = status });
            }
        }
        else
        {
            yield return Changed(fact, fact.OccurredAt, fields with { Status = status });
        }
    }

    /// <summary>
    /// A new opportunity has a customer with a past; so has one that is open again. Who is on the customer's side, and when a deal was won that
    /// is found won, only the API tells.
    /// </summary>
    private static bool IsOpenWhatHappened(CloseEvent fact)
    {
        var status = Status(fact.Data).Value;
        return fact.Action == "created"
            || ContactMembers.Any(fact.Sets)
            || (status is DealStatus.Open && fact.Sets("status_type"))
            || ClosedBefore(fact, status) is not null;
    }

    private static CrmObject Wanted(CloseEvent fact) =>
        new(CrmObjectKind.Deal, fact.ObjectId) { LinkedAt = ContactMembers.Any(fact.Sets) ? fact.OccurredAt : null };

    private static CanonicalEvent.DealChanged Changed(CloseEvent fact, DateTimeOffset at, DealFields fields) =>
        new() { Id = fact.Id, OccurredAt = at, DealId = fact.ObjectId, Deal = fields };

    public static DealFields Fields(EventFields data) => new()
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

    public static Told<DealStatus?> Status(EventFields data) => data.Told<DealStatus?>("status_type", (d, name) => d.Text(name) is { } text
        ? StatusOf(text) ?? throw new UnreadableEventException($"{d.Path(name)} must be active, won or lost.")
        : null);

    public static DealStatus? StatusOf(string? type) => type switch
    {
        "active" => DealStatus.Open,
        "won" => DealStatus.Won,
        "lost" => DealStatus.Lost,
        _ => null,
    };

    /// <summary>When an opportunity was closed by what stands in it: the beginning of a day.</summary>
    public static DateTimeOffset? ClosedAt(EventFields data, DealStatus? status)
    {
        var member = status switch { DealStatus.Won => "date_won", DealStatus.Lost => "date_lost", _ => null };
        return member is not null && CloseEvent.Date(data, member) is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
    }

    /// <summary>When an opportunity was won or lost that an event finds so already; null where the event itself closes or opens it.</summary>
    private static DateTimeOffset? ClosedBefore(CloseEvent fact, DealStatus? status) =>
        !fact.Sets("status_type") && ClosedAt(fact.Data, status) is { } at && at < fact.OccurredAt ? at : null;

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
