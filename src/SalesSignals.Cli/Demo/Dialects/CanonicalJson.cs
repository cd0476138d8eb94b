using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Facts in our own event format, as any script could send it.</summary>
internal static class CanonicalJson
{
    public static JsonObject Of(StoryFact fact) => fact.Event switch
    {
        CanonicalEvent.DealChanged changed => Event("deal.changed", changed, "deal", Deal(changed)),
        CanonicalEvent.DealDeleted deleted => Event("deal.deleted", deleted, "deal", new() { ["id"] = deleted.DealId }),
        CanonicalEvent.ActivityLogged logged => Event("activity.logged", logged, "activity", Activity(logged, fact.Text)),
        CanonicalEvent.ContactAssociated told => Event("contact.associated", told, "contact", Contact(told)),
        _ => throw new ArgumentException($"The demo does not tell {fact.Event.GetType().Name} in this format.", nameof(fact)),
    };

    private static JsonObject Event(string type, CanonicalEvent happened, string part, JsonObject content) => new()
    {
        ["type"] = type,
        ["id"] = happened.Id,
        ["occurredAt"] = Instant(happened.OccurredAt),
        [part] = content,
    };

    private static JsonObject Deal(CanonicalEvent.DealChanged changed)
    {
        var json = new JsonObject { ["id"] = changed.DealId };
        var deal = changed.Deal;
        Tell(json, "name", deal.Name, value => value);
        Tell(json, "pipeline", deal.Pipeline, value => value);
        Tell(json, "stage", deal.Stage, value => value);
        Tell(json, "amount", deal.Amount, value => value);
        Tell(json, "currency", deal.Currency, value => value);
        Tell(json, "closeDate", deal.CloseOn, value => value?.ToString("O", CultureInfo.InvariantCulture));
        Tell(json, "ownerId", deal.OwnerId, value => value);
        Tell(json, "forecastCategory", deal.ForecastCategory, value => value);
        Tell(json, "url", deal.Url, value => value);
        Tell(json, "createdAt", deal.CreatedAt, value => value is { } at ? Instant(at) : null);
        Tell(json, "customerAction", deal.CustomerAction, value => value);
        Tell(json, "customerActionDueDate", deal.CustomerActionDueOn, value => value?.ToString("O", CultureInfo.InvariantCulture));
        if (Qualification(deal) is { Count: > 0 } qualification)
        {
            json["qualification"] = qualification;
        }

        return json;
    }

    private static JsonObject Qualification(DealFields deal)
    {
        var json = new JsonObject();
        Tell(json, "outcomes", deal.Outcomes, value => value);
        Tell(json, "priorities", deal.Priorities, value => value);
        Tell(json, "timeline", deal.Timeline, value => value);
        Tell(json, "sponsor", deal.Sponsor, value => value);
        Tell(json, "budget", deal.Budget, value => value);
        return json;
    }

    private static void Tell<T>(JsonObject json, string name, Told<T> told, Func<T?, JsonNode?> value)
    {
        if (told.IsTold)
        {
            json[name] = value(told.Value);
        }
    }

    private static JsonObject Activity(CanonicalEvent.ActivityLogged logged, string? text)
    {
        var activity = logged.Activity;
        var json = new JsonObject { ["id"] = activity.Id, ["dealId"] = logged.DealId, ["kind"] = Name(activity.Kind) };
        Put(json, "direction", activity.Direction is { } direction ? Name(direction) : null);
        Put(json, "status", activity.Status is { } status ? Name(status) : null);
        Put(json, "cancelledBy", activity.CancelledBy is { } by ? Name(by) : null);
        Put(json, "startsAt", activity.StartsAt is { } startsAt ? Instant(startsAt) : null);
        Put(json, "endsAt", activity.EndsAt is { } endsAt ? Instant(endsAt) : null);
        Put(json, "dueAt", activity.DueAt is { } dueAt ? Instant(dueAt) : null);
        Put(json, "automated", activity.Automated ? true : null);
        Put(json, "contactIds", activity.ContactIds.IsEmpty ? null : new JsonArray([.. activity.ContactIds.Select(id => JsonValue.Create(id))]));
        Put(json, "deliverable", activity.Deliverable is { } deliverable ? Name(deliverable) : null);
        Put(json, "text", text);
        return json;
    }

    private static JsonObject Contact(CanonicalEvent.ContactAssociated told)
    {
        var json = new JsonObject { ["id"] = told.Contact.Id, ["dealId"] = told.DealId };
        Put(json, "name", told.Contact.Name);
        Put(json, "email", told.Contact.Email);
        Put(json, "buyingRole", told.Contact.Role is { } role ? Name(role) : null);
        return json;
    }

    private static void Put(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The documented spelling: <c>NoShow</c> is <c>no-show</c>.</summary>
    private static string Name<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
