using System.Globalization;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Events;

namespace SalesSignals.StandIns.Salesforce;

/// <summary>What Salesforce holds when a story is over: each record as it last was, and a row of history for every change of stage, amount or close date.</summary>
internal static class SalesforceRows
{
    public static IEnumerable<(string Type, Dictionary<string, object?> Record)> Of(DealStory story)
    {
        var events = new Dictionary<string, Dictionary<string, object?>>(StringComparer.Ordinal);
        var (deal, history) = (new Dictionary<string, object?>(), 0);
        foreach (var (fact, before, after) in Standing.Of(story with { Facts = [.. SalesforceStory.Of(story)] }))
        {
            var at = fact.Event.OccurredAt;
            switch (fact.Event)
            {
                case CanonicalEvent.DealChanged:
                    var stageChangedAt = before.Stage.Value == after.Stage.Value ? deal.GetValueOrDefault("LastStageChangeDate") : at;
                    deal = SalesforceRecords.Opportunity(story.Key.Id, after, at);
                    deal["LastStageChangeDate"] = stageChangedAt;
                    if ((before.Stage.Value, before.Amount.Value, before.CloseOn.Value) != (after.Stage.Value, after.Amount.Value, after.CloseOn.Value))
                    {
                        yield return ("OpportunityHistory", History(story.Key.Id, ++history, deal, at));
                    }

                    yield return ("User", User(after.OwnerId.Value!));
                    break;
                case CanonicalEvent.DealDeleted:
                    (deal["IsDeleted"], deal["SystemModstamp"], deal["LastModifiedDate"]) = (true, at, at);
                    break;
                case CanonicalEvent.ContactAssociated told:
                    yield return ("OpportunityContactRole", Role(story.Key.Id, told.Contact, at));
                    break;
                case CanonicalEvent.ActivityLogged logged when SalesforceRecords.IsEvent(logged.Activity):
                    events[logged.Activity.Id] = SalesforceRecords.Event(story.Key.Id, logged.Activity, fact.Text, at);
                    yield return ("Event", events[logged.Activity.Id]);
                    break;
                case CanonicalEvent.ActivityLogged logged:
                    yield return ("Task", SalesforceRecords.Task(story.Key.Id, logged.Activity, fact.Text, at));
                    break;
                case CanonicalEvent.ActivityRemoved removed:
                    var gone = events[removed.ActivityId];
                    (gone["IsDeleted"], gone["SystemModstamp"], gone["LastModifiedDate"]) = (true, at, at);
                    yield return ("Event", gone);
                    break;
                default:
                    break;
            }
        }

        yield return ("Opportunity", deal);
    }

    private static Dictionary<string, object?> History(string deal, int count, Dictionary<string, object?> row, DateTimeOffset at) => new()
    {
        ["Id"] = SalesforceIds.History(string.Create(CultureInfo.InvariantCulture, $"{deal}{count:000}")),
        ["OpportunityId"] = SalesforceIds.Deal(deal),
        ["StageName"] = row["StageName"],
        ["Amount"] = row["Amount"],
        ["CloseDate"] = row["CloseDate"],
        ["CreatedDate"] = at,
    };

    private static Dictionary<string, object?> Role(string deal, ContactFacts contact, DateTimeOffset at)
    {
        var role = SalesforceRecords.ContactRole(deal, contact, at);
        (role["Contact.Name"], role["Contact.Email"], role["Contact.SystemModstamp"]) = (contact.Name, contact.Email, at);
        return role;
    }

    private static Dictionary<string, object?> User(string owner) => new()
    {
        ["Id"] = SalesforceIds.Owner(owner),
        ["Name"] = $"Owner {owner}",
        ["Email"] = $"owner{owner}@vendor.example",
        ["IsActive"] = true,
        ["Department"] = "Sales North",
        ["UserType"] = "Standard",
    };
}
