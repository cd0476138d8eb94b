using System.Text;
using System.Text.Json;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.HubSpot;

public class HubSpotTranslationTests
{
    private const string Common = """ "eventId":1,"portalId":24200001,"occurredAt":1774170000000,"objectId":7 """;

    public static TheoryData<string> Files() => [.. Samples.Names("hubspot", "*.json")];

    /// <summary>Beside each sample stands what it must become: an event a line, then what is unreadable, then how many are ignored.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Each_Sample_Becomes_What_Is_Written_Beside_It(string file)
    {
        var translation = Some.HubSpot().Translate(Some.Delivery(Samples.Read("hubspot/" + file)));

        Assert.Equal(
            Encoding.UTF8.GetString(Samples.Read("hubspot/" + Path.ChangeExtension(file, ".expected.txt"))),
            Written.Of(translation));
    }

    [Fact]
    public void A_Repeated_Attempt_Says_The_Same_Under_The_Same_Id()
    {
        var first = Some.HubSpot().Translate(Some.Delivery(Samples.Read("hubspot/11a_duplicate_attempt0.json")));
        var second = Some.HubSpot().Translate(Some.Delivery(Samples.Read("hubspot/11b_duplicate_attempt1_same_event.json")));

        Assert.Equal(Assert.Single(first.Events), Assert.Single(second.Events));
    }

    [Fact]
    public void Events_Of_Other_Portals_Are_Set_Aside()
    {
        var source = Some.HubSpot(options => options.AllowedPortalIds.Add(24200001));

        var translation = source.Translate(Some.Delivery(Samples.Read("hubspot/10_batch_100_import_out_of_order_two_portals.json")));

        Assert.Equal(95, translation.Events.Count);
        Assert.Equal(5, translation.Unreadable.Count);
        Assert.All(translation.Unreadable, unreadable => Assert.Equal("The event is of portal 24200002, which AllowedPortalIds does not list.", unreadable.Reason));
    }

    [Fact]
    public void One_Broken_Event_Is_Set_Aside_Alone_And_Can_Be_Tried_Again()
    {
        var translation = Translate($$"""
            [{{{Common}}, "subscriptionType":"deal.creation"}, {"eventId": 2, "broken": "é"}, {{{Common}}, "subscriptionType":"deal.deletion"}]
            """);

        var unreadable = Assert.Single(translation.Unreadable);
        Assert.Equal(2, translation.Events.Count);
        Assert.Equal("""[{"eventId": 2, "broken": "é"}]""", Encoding.UTF8.GetString(unreadable.Body.Span));
        Assert.Equal("subscriptionType is missing.", unreadable.Reason);
        Assert.Equal(unreadable.Reason, Assert.Single(Some.HubSpot().Translate(Some.Delivery(unreadable.Body)).Unreadable).Reason);
    }

    [Fact]
    public void A_Single_Object_Is_An_Array_Of_One()
    {
        var translation = Translate($$"""{{{Common}}, "eventType":"deal.creation"}""");

        var created = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(translation.Events));
        Assert.Equal("7", created.DealId);
        Assert.Equal(created.OccurredAt, created.Deal.CreatedAt.Value);
    }

    [Theory]
    [InlineData("dealname", "\"\"")]
    [InlineData("amount", "null")]
    [InlineData("deal_currency_code", "\"\"")]
    [InlineData("closedate", "\"\"")]
    [InlineData("dealstage", "null")]
    [InlineData("pipeline", "\"\"")]
    [InlineData("hubspot_owner_id", "\"\"")]
    [InlineData("hs_manual_forecast_category", "\"\"")]
    [InlineData("createdate", "null")]
    public void An_Empty_Value_Clears_The_Field_And_No_Other(string property, string value)
    {
        using var json = JsonDocument.Parse(CanonicalEventJson.Write(Field(property, value)));

        var members = json.RootElement.GetProperty("deal").EnumerateObject().ToList();
        Assert.Equal(2, members.Count);
        Assert.Single(members, member => member.Value.ValueKind is JsonValueKind.Null);
        Assert.Single(members, member => member.Name == "url");
    }

    [Theory]
    [InlineData("amount", "\"125000.50\"", "\"amount\":125000.50")]
    [InlineData("amount", "\"-1\"", "\"amount\":-1")]
    [InlineData("amount", "1.5E3", "\"amount\":1500")]
    [InlineData("closedate", "\"1777507199999\"", "\"closeOn\":\"2026-04-29\"")]
    [InlineData("closedate", "\"2026-04-29T23:59:59.999Z\"", "\"closeOn\":\"2026-04-29\"")]
    [InlineData("closedate", "\"2026-04-29T23:30:00-04:00\"", "\"closeOn\":\"2026-04-30\"")]
    [InlineData("closedate", "\"2026-04-29\"", "\"closeOn\":\"2026-04-29\"")]
    [InlineData("createdate", "\"1774170000000\"", "\"createdAt\":\"2026-03-22T09:00:00+00:00\"")]
    [InlineData("deal_currency_code", "\"eur\"", "\"currency\":\"EUR\"")]
    [InlineData("hs_manual_forecast_category", "\"BEST_CASE\"", "\"forecastCategory\":\"best-case\"")]
    [InlineData("hs_forecast_category", "\"OMIT\"", "\"forecastCategory\":\"omitted\"")]
    [InlineData("hubspot_owner_id", "71034561", "\"ownerId\":\"71034561\"")]
    public void Values_Are_Read_In_Each_Spelling(string property, string value, string expected)
    {
        var json = CanonicalEventJson.Write(Field(property, value));

        Assert.Contains(expected, json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amount", "\"NaN\"", "amount must be a decimal number such as 125000.50.")]
    [InlineData("amount", "\"1,000\"", "amount must be a decimal number such as 125000.50.")]
    [InlineData("amount", "\"1e300\"", "amount must be a decimal number such as 125000.50.")]
    [InlineData("amount", "\"1e20\"", "amount is out of range.")]
    [InlineData("amount", "{}", "propertyValue must be a string.")]
    [InlineData("closedate", "\"soon\"", "closedate must be an RFC 3339 time with offset, such as 2026-11-20T09:30:00Z.")]
    [InlineData("closedate", "\"99999999999999999\"", "closedate must be milliseconds since 1970, and before the year 2200.")]
    [InlineData("deal_currency_code", "\"Euro\"", "deal_currency_code must be an ISO 4217 code such as EUR.")]
    [InlineData("dealname", "\"\\ud83d\"", "propertyValue holds half of a surrogate pair.")]
    public void A_Value_That_Cannot_Be_Read_Is_Set_Aside_With_Its_Reason(string property, string value, string reason)
    {
        var translation = Translate(PropertyChange(property, value));

        Assert.Empty(translation.Events);
        Assert.Equal(reason, Assert.Single(translation.Unreadable).Reason);
    }

    [Theory]
    [InlineData("\"subscriptionType\":\"deal.propertyChange\",\"propertyName\":\"hs_next_step\",\"propertyValue\":\"call\"")]
    [InlineData("\"subscriptionType\":\"deal.propertyChange\",\"propertyName\":\"dealname\",\"propertyValue\":\"REDACTED\"")]
    [InlineData("\"subscriptionType\":\"deal.somethingNew\"")]
    [InlineData("\"subscriptionType\":\"contact.creation\"")]
    [InlineData("\"subscriptionType\":\"contact.deletion\"")]
    [InlineData("\"subscriptionType\":\"object.creation\",\"objectTypeId\":\"0-47\"")]
    [InlineData("\"subscriptionType\":\"object.creation\"")]
    [InlineData("\"subscriptionType\":\"deal\"")]
    [InlineData("\"subscriptionType\":\"deal.associationChange\",\"associationType\":\"DEAL_TO_COMPANY\",\"fromObjectId\":7,\"toObjectId\":8")]
    public void What_Is_None_Of_Our_Concern_Is_Counted_And_Left(string what)
    {
        var translation = Translate($"[{{{Common},{what}}}]");

        Assert.Empty(translation.Events);
        Assert.Empty(translation.Unreadable);
        Assert.Equal(1, translation.Ignored);
    }

    [Theory]
    [InlineData("\"subscriptionType\":\"deal.associationChange\",\"associationType\":\"DEAL_TO_CONTACT\",\"fromObjectId\":7,\"toObjectId\":8")]
    [InlineData("\"subscriptionType\":\"contact.associationChange\",\"associationType\":\"CONTACT_TO_DEAL\",\"fromObjectId\":8,\"toObjectId\":7")]
    [InlineData("\"subscriptionType\":\"object.associationChange\",\"fromObjectTypeId\":\"0-3\",\"toObjectTypeId\":\"0-1\",\"associationTypeId\":3,\"fromObjectId\":7,\"toObjectId\":8")]
    [InlineData("\"subscriptionType\":\"object.associationChange\",\"fromObjectTypeId\":\"0-1\",\"toObjectTypeId\":\"0-3\",\"associationTypeId\":4,\"fromObjectId\":\"8\",\"toObjectId\":\"7\"")]
    public void A_Link_Says_The_Same_From_Either_End(string what)
    {
        var translation = Translate($"[{{\"portalId\":1,\"occurredAt\":1774170000000,{what}}}]");

        var linked = Assert.IsType<CanonicalEvent.ContactAssociated>(Assert.Single(translation.Events));
        Assert.Equal(("7", new ContactFacts { Id = "8" }), (linked.DealId, linked.Contact));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(",\"isPrimaryAssociation\":true", 0)]
    [InlineData(",\"associationCategory\":\"USER_DEFINED\"", 0)]
    [InlineData(",\"associationCategory\":\"HUBSPOT_DEFINED\"", 1)]
    public void Only_The_Removal_Of_The_Plain_Link_Removes_A_Contact(string what, int removed)
    {
        var translation = Translate(
            $"[{{{Common},\"subscriptionType\":\"deal.associationChange\",\"associationType\":\"DEAL_TO_CONTACT\",\"fromObjectId\":7,\"toObjectId\":8,\"associationRemoved\":true{what}}}]");

        Assert.Equal(removed, translation.Events.OfType<CanonicalEvent.ContactRemoved>().Count());
        Assert.Empty(translation.Unreadable);
    }

    [Fact]
    public void A_Merge_Without_A_New_Deal_Goes_Into_The_Primary_One()
    {
        var translation = Translate($"[{{{Common},\"subscriptionType\":\"deal.merge\",\"primaryObjectId\":7,\"mergedObjectIds\":[8,7]}}]");

        var merged = Assert.IsType<CanonicalEvent.DealMerged>(Assert.Single(translation.Events));
        Assert.Equal(("8", "7"), (merged.DealId, merged.IntoDealId));
    }

    [Theory]
    [InlineData("\"occurredAt\":\"soon\"", "occurredAt must be a whole number, not below 0.")]
    [InlineData("\"occurredAt\":1774170000000000", "occurredAt must be milliseconds since 1970, and before the year 2200.")]
    [InlineData("\"occurredAt\":1795262400001", "occurredAt lies more than a day after the event was received.")]
    [InlineData("\"eventId\":1", "occurredAt is missing.")]
    public void A_Time_That_Cannot_Be_Is_Refused(string time, string reason)
    {
        var translation = Translate($"[{{\"subscriptionType\":\"deal.creation\",\"objectId\":7,{time}}}]");

        Assert.Equal(reason, Assert.Single(translation.Unreadable).Reason);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("""[{"a":1,"a":2}]""")]
    public void A_Body_That_Is_Not_Json_Is_Set_Aside_Whole(string body)
    {
        var translation = Translate(body);

        Assert.Equal(body, Encoding.UTF8.GetString(Assert.Single(translation.Unreadable).Body.Span));
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[[]]")]
    [InlineData("""[{"subscriptionType":{},"occurredAt":1}]""")]
    [InlineData("""[{"subscriptionType":"deal.merge","occurredAt":1,"newObjectId":1,"mergedObjectIds":{}}]""")]
    [InlineData("""[{"subscriptionType":"deal.merge","occurredAt":1,"newObjectId":1,"mergedObjectIds":["\ud800"]}]""")]
    [InlineData("""[{"subscriptionType":"deal.deletion","occurredAt":1,"objectId":-5}]""")]
    [InlineData("""[{"subscriptionType":"deal.deletion","occurredAt":1,"objectId":1.5}]""")]
    [InlineData("""[{"subscriptionType":"deal.deletion","occurredAt":99999999999999999999,"objectId":1}]""")]
    public void Hostile_Shapes_Are_Set_Aside_And_Never_Thrown(string body)
    {
        var translation = Translate(body);

        Assert.Single(translation.Unreadable);
        Assert.Empty(translation.Events);
    }

    [Fact]
    public void A_Byte_Order_Mark_Is_No_Part_Of_The_Json()
    {
        var translation = Some.HubSpot().Translate(Some.Delivery((byte[])[0xEF, 0xBB, 0xBF, .. "[]"u8]));

        Assert.Empty(translation.Unreadable);
    }

    private static Translation Translate(string body) => Some.HubSpot().Translate(Some.Delivery(body));

    private static string PropertyChange(string property, string value) =>
        $"[{{{Common},\"subscriptionType\":\"deal.propertyChange\",\"propertyName\":\"{property}\",\"propertyValue\":{value}}}]";

    private static CanonicalEvent.DealChanged Field(string property, string value) =>
        Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(Translate(PropertyChange(property, value)).Events));
}
