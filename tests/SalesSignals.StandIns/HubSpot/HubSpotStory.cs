using System.Globalization;
using System.Net;
using SalesSignals.Cli.Demo;
using SalesSignals.Events;

namespace SalesSignals.StandIns.HubSpot;

/// <summary>Puts deals' lives into HubSpot, as its own objects.</summary>
internal static class HubSpotStory
{
    private const string Connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";
    private const string NoAnswer = "73a0d17f-1163-4015-bdd5-ec830791da20";

    public static void Load(HubSpotStandIn hubSpot, DealStory story)
    {
        foreach (var (happened, text) in story.Facts)
        {
            var at = Instant(happened.OccurredAt)!;
            switch (happened)
            {
                case CanonicalEvent.DealChanged changed:
                    Change(Deal(hubSpot, changed.DealId, at), changed.Deal, at);
                    break;
                case CanonicalEvent.DealDeleted deleted:
                    Deal(hubSpot, deleted.DealId, at).ArchivedAt = at;
                    break;
                case CanonicalEvent.DealRestored restored:
                    Deal(hubSpot, restored.DealId, at).ArchivedAt = null;
                    break;
                case CanonicalEvent.DealMerged merged:
                    hubSpot.Merge(merged.IntoDealId, at, merged.DealId);
                    break;
                case CanonicalEvent.ContactAssociated told:
                    Contact(hubSpot, told.Contact, at);
                    hubSpot.Link("deals", told.DealId, "contacts", told.Contact.Id);
                    break;
                case CanonicalEvent.ActivityLogged logged when TypeOf(logged.Activity.Kind) is { } type:
                    Activity(hubSpot, type, logged.Activity, text, at);
                    hubSpot.Link(type, logged.Activity.Id, "deals", logged.DealId);
                    hubSpot.Link(type, logged.Activity.Id, "contacts", logged.Activity.ContactIds);
                    break;
            }
        }
    }

    public static void AddMany(HubSpotStandIn hubSpot, int deals)
    {
        for (var i = 1; i <= deals; i++)
        {
            var (deal, contact) = (Id(10_000_000 + i), Id(20_000_000 + i));
            var begin = Stories.Begin.AddMinutes(i % 10_000);
            DealFields begun = new() { Name = $"Deal {i}", Pipeline = "default", Stage = "qualified", OwnerId = "31", Amount = 1_000m + i, Currency = "EUR", CloseOn = new DateOnly(2026, 12, 15), CreatedAt = begin };
            Change(Deal(hubSpot, deal, Instant(begin)!), begun, Instant(begin)!);
            Change(Deal(hubSpot, deal, Instant(begin.AddDays(9))!), new() { Stage = i % 10 == 0 ? "won" : "proposal" }, Instant(begin.AddDays(9))!);
            Contact(hubSpot, new() { Id = contact, Name = $"Buyer {i}", Email = $"buyer@customer{i}.example" }, Instant(begin)!);
            hubSpot.Link("deals", deal, "contacts", contact);
            ActivityFacts[] activities =
            [
                new() { Id = Id(30_000_000 + i), Kind = ActivityKind.Meeting, Status = ActivityStatus.Held, StartsAt = begin.AddDays(5), EndsAt = begin.AddDays(5).AddHours(1), ContactIds = [contact] },
                new() { Id = Id(40_000_000 + i), Kind = ActivityKind.Email, Direction = ActivityDirection.Inbound, StartsAt = begin.AddDays(3), ContactIds = [contact] },
                new() { Id = Id(50_000_000 + i), Kind = ActivityKind.Note, StartsAt = begin.AddDays(5) },
            ];
            foreach (var activity in activities)
            {
                var type = TypeOf(activity.Kind)!;
                Activity(hubSpot, type, activity, "We agreed on the next step.", Instant(begin.AddDays(6))!);
                hubSpot.Link(type, activity.Id, "deals", deal);
                hubSpot.Link(type, activity.Id, "contacts", activity.ContactIds);
            }
        }
    }

    private static HubSpotRecord Deal(HubSpotStandIn hubSpot, string id, string at)
    {
        var deal = Record(hubSpot, "deals", id, at);
        deal.Properties["hs_lastmodifieddate"] = deal.UpdatedAt = at;
        return deal;
    }

    private static void Change(HubSpotRecord record, DealFields deal, string at)
    {
        if (deal.CreatedAt.IsTold)
        {
            record.Properties["createdate"] = Instant(deal.CreatedAt.Value);
        }

        foreach (var (property, value) in Properties(deal))
        {
            record.Set(property, value, at);
        }

        var stage = record.Properties.GetValueOrDefault("dealstage");
        record.Properties["hs_is_closed"] = stage is "won" or "lost" ? "true" : "false";
        record.Properties["hs_is_closed_won"] = stage is "won" ? "true" : "false";
    }

    private static IEnumerable<(string Property, string? Value)> Properties(DealFields deal) =>
    [
        .. Property("dealname", deal.Name, value => value),
        .. Property("pipeline", deal.Pipeline, value => value),
        .. Property("dealstage", deal.Stage, value => value),
        .. Property("hubspot_owner_id", deal.OwnerId, value => value),
        .. Property("amount", deal.Amount, value => value?.ToString(CultureInfo.InvariantCulture)),
        .. Property("deal_currency_code", deal.Currency, value => value),
        .. Property("closedate", deal.CloseOn, value => value is { } day ? Instant(new(day, new TimeOnly(17, 0), TimeSpan.Zero)) : null),
        .. Property("hs_manual_forecast_category", deal.ForecastCategory, value => value switch
        {
            "omitted" => "OMIT",
            "best-case" => "BEST_CASE",
            _ => value?.ToUpperInvariant(),
        }),
    ];

    private static (string, string?)[] Property<T>(string name, Told<T> told, Func<T?, string?> value) => told.IsTold ? [(name, value(told.Value))] : [];

    private static void Contact(HubSpotStandIn hubSpot, ContactFacts contact, string at)
    {
        var record = Record(hubSpot, "contacts", contact.Id, at);
        var names = (contact.Name ?? "").Split(' ', 2);
        record.Properties["firstname"] = names[0];
        record.Properties["lastname"] = names.ElementAtOrDefault(1);
        record.Properties["email"] = contact.Email;
        record.Properties["lastmodifieddate"] = at;
        record.Properties["hs_buying_role"] = contact.Role switch
        {
            BuyingRole.EconomicBuyer => "BUDGET_HOLDER",
            BuyingRole.DecisionMaker => "DECISION_MAKER",
            BuyingRole.Champion => "CHAMPION",
            BuyingRole.Influencer => "INFLUENCER",
            BuyingRole.Blocker => "BLOCKER",
            BuyingRole.User => "END_USER",
            _ => null,
        };
    }

    private static void Activity(HubSpotStandIn hubSpot, string type, ActivityFacts activity, string? text, string at)
    {
        var record = Record(hubSpot, type, activity.Id, at);
        var html = text is null ? null : $"<p>{WebUtility.HtmlEncode(text)}</p>";
        (string, string?)[] properties = activity.Kind switch
        {
            ActivityKind.Meeting =>
            [
                ("hs_meeting_start_time", Instant(activity.StartsAt)), ("hs_meeting_end_time", Instant(activity.EndsAt)), ("hs_internal_meeting_notes", html),
                ("hs_meeting_outcome", activity.Status switch { ActivityStatus.Held => "COMPLETED", ActivityStatus.Cancelled => "CANCELED", ActivityStatus.NoShow => "NO_SHOW", ActivityStatus.Moved => "RESCHEDULED", _ => "SCHEDULED" }),
            ],
            ActivityKind.Call =>
            [
                ("hs_call_direction", activity.Direction is ActivityDirection.Inbound ? "INBOUND" : "OUTBOUND"), ("hs_call_status", "COMPLETED"), ("hs_call_body", html),
                ("hs_call_duration", activity.EndsAt is null ? "0" : ((long)(activity.EndsAt - activity.StartsAt)!.Value.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
                ("hs_call_disposition", activity.Status is ActivityStatus.NoShow ? NoAnswer : Connected),
            ],
            ActivityKind.Email => [("hs_email_direction", activity.Direction is ActivityDirection.Inbound ? "INCOMING_EMAIL" : "EMAIL"), ("hs_email_status", "SENT"), ("hs_email_text", text)],
            ActivityKind.Task => [("hs_task_status", activity.Status is ActivityStatus.Done ? "COMPLETED" : "NOT_STARTED"), ("hs_task_completion_date", Instant(activity.Status is ActivityStatus.Done ? activity.StartsAt : null))],
            _ => [("hs_note_body", html)],
        };
        foreach (var (name, value) in properties)
        {
            record.Properties[name] = value;
        }

        record.Properties["hs_timestamp"] = Instant(activity.Kind is ActivityKind.Task ? activity.DueAt : activity.StartsAt);
        record.Properties["hs_lastmodifieddate"] = record.UpdatedAt = at;
    }

    private static string? TypeOf(ActivityKind kind) => kind switch
    {
        ActivityKind.Meeting => "meetings",
        ActivityKind.Call => "calls",
        ActivityKind.Email => "emails",
        ActivityKind.Note => "notes",
        ActivityKind.Task => "tasks",
        _ => null,
    };

    private static HubSpotRecord Record(HubSpotStandIn hubSpot, string type, string id, string at)
    {
        if (hubSpot.Find(type, id) is { } known)
        {
            return known;
        }

        var record = new HubSpotRecord(long.Parse(id, CultureInfo.InvariantCulture)) { CreatedAt = at, UpdatedAt = at };
        hubSpot.Put(type, record);
        return record;
    }

    private static string Id(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
