using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.HubSpot;

public class HubSpotWantsTests
{
    private const string Common = """ "eventId":1,"portalId":24200001,"occurredAt":1774170000000 """;

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1774170000000);

    [Theory]
    [InlineData("\"subscriptionType\":\"deal.creation\",\"objectId\":7", CrmObjectKind.Deal, "7", 1)]
    [InlineData("\"subscriptionType\":\"object.creation\",\"objectTypeId\":\"0-3\",\"objectId\":7", CrmObjectKind.Deal, "7", 1)]
    [InlineData("\"subscriptionType\":\"deal.restore\",\"objectId\":7", CrmObjectKind.Deal, "7", 1)]
    [InlineData("\"subscriptionType\":\"deal.propertyChange\",\"propertyName\":\"dealstage\",\"propertyValue\":\"s\",\"objectId\":7", CrmObjectKind.Deal, "7", 1)]
    [InlineData("\"subscriptionType\":\"deal.merge\",\"primaryObjectId\":7,\"mergedObjectIds\":[8],\"newObjectId\":9", CrmObjectKind.Deal, "9", 2)]
    [InlineData("\"subscriptionType\":\"object.creation\",\"objectTypeId\":\"0-47\",\"objectId\":5", CrmObjectKind.Meeting, "5", 0)]
    [InlineData("\"subscriptionType\":\"object.propertyChange\",\"objectTypeId\":\"0-48\",\"objectId\":5,\"propertyName\":\"hs_call_status\"", CrmObjectKind.Call, "5", 0)]
    [InlineData("\"subscriptionType\":\"object.restore\",\"objectTypeId\":\"0-49\",\"objectId\":5", CrmObjectKind.Email, "5", 0)]
    [InlineData("\"subscriptionType\":\"object.creation\",\"objectTypeId\":\"0-46\",\"objectId\":5", CrmObjectKind.Note, "5", 0)]
    [InlineData("\"subscriptionType\":\"object.creation\",\"objectTypeId\":\"0-27\",\"objectId\":5", CrmObjectKind.Task, "5", 0)]
    [InlineData("\"subscriptionType\":\"contact.propertyChange\",\"propertyName\":\"hs_buying_role\",\"objectId\":8", CrmObjectKind.Contact, "8", 0)]
    [InlineData("\"subscriptionType\":\"contact.merge\",\"primaryObjectId\":8,\"mergedObjectIds\":[9],\"newObjectId\":10", CrmObjectKind.Contact, "10", 0)]
    [InlineData("\"subscriptionType\":\"contact.restore\",\"objectId\":8", CrmObjectKind.Contact, "8", 0)]
    [InlineData("\"subscriptionType\":\"deal.merge\",\"primaryObjectId\":7,\"mergedObjectIds\":[8]", CrmObjectKind.Deal, "7", 1)]
    public void What_Is_Named_And_Not_Carried_Is_Wanted(string what, CrmObjectKind kind, string id, int events)
    {
        var translation = Translate(what);

        Assert.Equal(new CrmObject(kind, id), Assert.Single(translation.Wanted));
        Assert.Equal((events, 0, 0), (translation.Events.Count, translation.Ignored, translation.Unreadable.Count));
    }

    [Theory]
    [InlineData("\"subscriptionType\":\"deal.propertyChange\",\"propertyName\":\"amount\",\"propertyValue\":\"5\",\"objectId\":7", 0)]
    [InlineData("\"subscriptionType\":\"deal.deletion\",\"objectId\":7", 0)]
    [InlineData("\"subscriptionType\":\"object.deletion\",\"objectTypeId\":\"0-47\",\"objectId\":5", 1)]
    [InlineData("\"subscriptionType\":\"object.creation\",\"objectTypeId\":\"0-2\",\"objectId\":5", 1)]
    [InlineData("\"subscriptionType\":\"object.creation\",\"objectTypeId\":\"0-1\",\"objectId\":5", 1)]
    [InlineData("\"subscriptionType\":\"contact.privacyDeletion\",\"objectId\":8", 0)]
    [InlineData("\"subscriptionType\":\"contact.deletion\",\"objectId\":8", 1)]
    [InlineData("\"subscriptionType\":\"contact.propertyChange\",\"propertyName\":\"lifecyclestage\",\"objectId\":8", 1)]
    [InlineData("\"subscriptionType\":\"object.associationChange\",\"fromObjectTypeId\":\"0-1\",\"toObjectTypeId\":\"0-47\",\"fromObjectId\":8,\"toObjectId\":5", 1)]
    public void What_Says_All_There_Is_To_Know_Or_Nothing_Wants_Nothing(string what, int ignored)
    {
        var translation = Translate(what);

        Assert.Empty(translation.Wanted);
        Assert.Equal((ignored, 0), (translation.Ignored, translation.Unreadable.Count));
    }

    [Theory]
    [InlineData("\"associationType\":\"DEAL_TO_CONTACT\",\"fromObjectId\":7,\"toObjectId\":8", CrmObjectKind.Deal, "7")]
    [InlineData("\"fromObjectTypeId\":\"0-1\",\"toObjectTypeId\":\"0-3\",\"fromObjectId\":8,\"toObjectId\":7", CrmObjectKind.Deal, "7")]
    [InlineData("\"fromObjectTypeId\":\"0-3\",\"toObjectTypeId\":\"0-47\",\"fromObjectId\":7,\"toObjectId\":5", CrmObjectKind.Meeting, "5")]
    [InlineData("\"fromObjectTypeId\":\"0-46\",\"toObjectTypeId\":\"0-3\",\"fromObjectId\":5,\"toObjectId\":7", CrmObjectKind.Note, "5")]
    public void A_New_Link_Asks_For_What_Was_Linked_As_Of_Its_Time(string what, CrmObjectKind kind, string id)
    {
        var translation = Translate($"\"subscriptionType\":\"object.associationChange\",{what}");

        Assert.Empty(translation.Events);
        Assert.Equal(new CrmObject(kind, id) { LinkedAt = At }, Assert.Single(translation.Wanted));
    }

    [Theory]
    [InlineData("\"fromObjectTypeId\":\"0-3\",\"toObjectTypeId\":\"0-47\",\"fromObjectId\":7,\"toObjectId\":5")]
    [InlineData("\"fromObjectTypeId\":\"0-47\",\"toObjectTypeId\":\"0-3\",\"fromObjectId\":5,\"toObjectId\":7")]
    public void An_Activity_That_Is_Unlinked_Is_Removed_Under_The_Id_It_Was_Told_By(string what)
    {
        var translation = Translate($"\"subscriptionType\":\"object.associationChange\",\"associationRemoved\":true,{what}");

        var removed = Assert.IsType<CanonicalEvent.ActivityRemoved>(Assert.Single(translation.Events));
        Assert.Equal(("7", "meeting-5", At), (removed.DealId, removed.ActivityId, removed.OccurredAt));
        Assert.Empty(translation.Wanted);
    }

    [Fact]
    public void Activities_Of_A_Batch_Are_Wanted_All()
    {
        var translation = Source().Translate(Some.Delivery(Samples.Read("hubspot/08_generic_object_engagements_created.json")));

        Assert.NotEmpty(translation.Wanted);
        Assert.Equal(Some.HubSpot().Translate(Some.Delivery(Samples.Read("hubspot/08_generic_object_engagements_created.json"))).Wanted, []);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_Contact_Whose_Data_Was_Deleted_For_Privacy_Is_Forgotten_With_A_Token_Or_Without(bool hasToken)
    {
        var source = hasToken ? Source() : Some.HubSpot();
        var body = $$"""[{{{Common}},"subscriptionType":"contact.deletion","objectId":8},{{{Common}},"subscriptionType":"contact.privacyDeletion","objectId":8}]""";

        var translation = source.Translate(Some.Delivery(body));

        Assert.Equal(new ForgottenContact("8", At), Assert.Single(translation.Forgotten));
        Assert.Equal((0, 0, 1, 0), (translation.Events.Count, translation.Wanted.Count, translation.Ignored, translation.Unreadable.Count));
    }

    private static CrmSource Source() => Some.HubSpot(options =>
    {
        options.AccessToken = "pat";
        options.AllowedPortalIds.Add(24200001);
    });

    private static Translation Translate(string what) => Source().Translate(Some.Delivery($"[{{{Common},{what}}}]"));
}
