using System.Globalization;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Apis;

/// <summary>Puts deals' lives into HubSpot, as its own objects.</summary>
internal static class HubSpotStory
{
    public static void Apply(HubSpotStandIn hubSpot, StoryFact fact)
    {
        var at = HubSpotStoryActivity.Instant(fact.Event.OccurredAt)!;
        switch (fact.Event)
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
                Contact(hubSpot, told.Contact, told.DealId, at);
                break;
            case CanonicalEvent.ActivityLogged logged:
                Activity(hubSpot, logged.Activity, fact.Text, logged.DealId, at);
                break;
        }
    }

    public static HubSpotRecord Deal(HubSpotStandIn hubSpot, string id, string at)
    {
        var deal = Record(hubSpot, "deals", id, at);
        deal.Properties["hs_lastmodifieddate"] = deal.UpdatedAt = at;
        return deal;
    }

    public static void Change(HubSpotRecord record, DealFields deal, string at)
    {
        if (deal.CreatedAt.IsTold)
        {
            record.Properties["createdate"] = HubSpotStoryActivity.Instant(deal.CreatedAt.Value);
        }

        foreach (var (property, value) in HubSpotStoryDeal.Properties(deal, time => HubSpotStoryActivity.Instant(time)))
        {
            record.Set(property, value, at);
        }

        var stage = record.Properties.GetValueOrDefault("dealstage");
        record.Properties["hs_is_closed"] = stage is "won" or "lost" or "closedwon" or "closedlost" ? "true" : "false";
        record.Properties["hs_is_closed_won"] = stage is "won" or "closedwon" ? "true" : "false";
    }

    public static void Contact(HubSpotStandIn hubSpot, ContactFacts contact, string deal, string at)
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
        hubSpot.Link("deals", deal, "contacts", contact.Id);
    }

    public static void Activity(HubSpotStandIn hubSpot, ActivityFacts activity, string? text, string deal, string at)
    {
        if (HubSpotStoryActivity.TypeOf(activity.Kind) is not { } type)
        {
            return;
        }

        var record = Record(hubSpot, type.Name, activity.Id, at);
        foreach (var (name, value) in HubSpotStoryActivity.Properties(activity, text))
        {
            record.Properties[name] = value;
        }

        record.Properties["hs_lastmodifieddate"] = record.UpdatedAt = at;
        hubSpot.Link(type.Name, activity.Id, "deals", deal);
        hubSpot.Link(type.Name, activity.Id, "contacts", activity.ContactIds);
    }

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

}
