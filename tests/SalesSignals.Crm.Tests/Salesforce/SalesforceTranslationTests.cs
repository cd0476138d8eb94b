using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Salesforce;

public class SalesforceTranslationTests
{
    private const string Common = "<sf:Id>0068k00000OpPaAAAV</sf:Id><sf:SystemModstamp>2026-03-22T09:05:00.000Z</sf:SystemModstamp>";

    private const string Task = """
        <sf:Id>00T8k00000TaSaAEAV</sf:Id><sf:LastModifiedDate>2026-03-22T09:10:00.000Z</sf:LastModifiedDate><sf:WhatId>0068k00000OpPaAAAV</sf:WhatId>
        """;

    public static TheoryData<string> Files() => [.. Samples.Names("salesforce", "*.xml")];

    /// <summary>Beside each sample stands what it must become: an event a line, then what is unreadable, then how many are ignored.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Each_Sample_Becomes_What_Is_Written_Beside_It(string file)
    {
        var translation = Some.Salesforce().Translate(Some.Delivery(Samples.Read("salesforce/" + file)));

        Assert.Equal(
            Encoding.UTF8.GetString(Samples.Read("salesforce/" + Path.ChangeExtension(file, ".expected.txt"))),
            Written.Of(translation));
    }

    [Fact]
    public void The_Later_Of_Two_Statements_Is_The_One_That_Was_Changed_Later()
    {
        var translation = Some.Salesforce().Translate(Some.Delivery(Samples.Read("salesforce/10_out_of_order_lastmodified.xml")));

        var latest = Assert.IsType<CanonicalEvent.DealChanged>(translation.Events.MaxBy(fact => fact.OccurredAt));
        Assert.Equal("Closed Lost", latest.Deal.Stage.Value);
    }

    [Fact]
    public void Prefixes_And_The_Place_Of_Declarations_Do_Not_Matter()
    {
        var translation = Translate("""
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:o="http://soap.sforce.com/2005/09/outbound"
                xmlns:x="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:sobject.enterprise.soap.sforce.com"><e:Header><any/></e:Header><e:Body>
            <o:notifications><o:OrganizationId>00D8k00000FjOrd</o:OrganizationId><o:Notification><o:Id>04l8k0000010300</o:Id>
            <o:sObject x:type="Opportunity"><Id>0068k00000OpPaA</Id><SystemModstamp>2026-03-22T09:05:00Z</SystemModstamp></o:sObject>
            </o:Notification></o:notifications></e:Body></e:Envelope>
            """);

        var changed = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(translation.Events));
        Assert.Equal("0068k00000OpPaAAAV", changed.DealId);
        Assert.False(changed.Deal.Url.IsTold);
    }

    [Fact]
    public void An_Id_Is_The_Same_Deal_In_15_And_In_18_Characters()
    {
        var full = Deal("");
        var shortForm = Assert.Single(Translate(Some.SalesforceMessage("Opportunity", Common.Replace("AAAV<", "A<", StringComparison.Ordinal))).Events);

        Assert.Equal(full, shortForm);
    }

    [Fact]
    public void A_Hundred_Notifications_Are_A_Hundred_Events()
    {
        var notifications = Enumerable.Range(0, 100).Select(i => $"""
            <Notification><Id>04l8k0000010{i:000}</Id><sObject xsi:type="sf:Opportunity" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
            <sf:Id>0068k00000OpP{i:00}</sf:Id><sf:SystemModstamp>2026-03-22T09:05:00.000Z</sf:SystemModstamp></sObject></Notification>
            """);

        var translation = Translate(Some.SalesforceMessage(string.Concat(notifications)));

        Assert.Equal(100, translation.Events.Select(fact => fact.Id).Distinct().Count());
        Assert.Equal(100, translation.Events.Select(fact => fact.DealId).Distinct().Count());
    }

    [Fact]
    public void A_Repeated_Notification_Says_The_Same_Under_The_Same_Id()
    {
        var body = Samples.Read("salesforce/02_opportunity_stage_change.xml");

        Assert.Equal(
            Some.Salesforce().Translate(Some.Delivery(body)).Events,
            Some.Salesforce().Translate(Some.Delivery(body) with { ReceivedAt = Some.Noon.AddHours(2) }).Events);
    }

    [Fact]
    public void One_Broken_Notification_Is_Set_Aside_Alone_And_Can_Be_Tried_Again()
    {
        var body = Encoding.UTF8.GetString(Samples.Read("salesforce/10_out_of_order_lastmodified.xml"))
            .Replace("2026-03-22T09:59:00.000Z", "å while ago", StringComparison.Ordinal);

        var translation = Translate(body);

        var unreadable = Assert.Single(translation.Unreadable);
        Assert.Equal("04l8k0000009909AAA", Assert.Single(translation.Events).Id.Split(':')[1]);
        Assert.Equal("LastModifiedDate must be an RFC 3339 time with offset, such as 2026-11-20T09:30:00Z.", unreadable.Reason);

        var alone = Encoding.UTF8.GetString(unreadable.Body.Span);
        Assert.Contains("04l8k0000010564AAA", alone, StringComparison.Ordinal);
        Assert.DoesNotContain("04l8k0000009909AAA", alone, StringComparison.Ordinal);
        Assert.Equal(unreadable.Reason, Assert.Single(Translate(alone).Unreadable).Reason);

        var mended = Translate(alone.Replace("å while ago", "2026-03-22T09:59:00.000Z", StringComparison.Ordinal));
        Assert.Equal(
            Some.Salesforce().Translate(Some.Delivery(Samples.Read("salesforce/10_out_of_order_lastmodified.xml"))).Events[1],
            Assert.Single(mended.Events));
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("StageName")]
    [InlineData("Amount")]
    [InlineData("CurrencyIsoCode")]
    [InlineData("CloseDate")]
    [InlineData("OwnerId")]
    [InlineData("RecordTypeId")]
    [InlineData("ForecastCategoryName")]
    [InlineData("CreatedDate")]
    public void Nil_Clears_The_Field_And_No_Other(string field)
    {
        var json = CanonicalEventJson.Write(Deal($"<sf:{field} xsi:nil=\"true\"/>"));

        Assert.Single(json.Split(":null").Skip(1));
        Assert.Equal(CanonicalEventJson.Write(Deal("")).Count(c => c == ':') + 1, json.Count(c => c == ':'));
    }

    [Theory]
    [InlineData("Amount", "1.425E7", "\"amount\":14250000")]
    [InlineData("Amount", "-12.50", "\"amount\":-12.5")]
    [InlineData("ForecastCategory", "Forecast", "\"forecastCategory\":\"commit\"")]
    [InlineData("ForecastCategory", "BestCase", "\"forecastCategory\":\"best-case\"")]
    [InlineData("ForecastCategoryName", "Best Case", "\"forecastCategory\":\"best-case\"")]
    [InlineData("RecordTypeId", "0128k000000ReTy", "\"pipeline\":\"0128k000000ReTyAAK\"")]
    [InlineData("CreatedDate", "2026-03-01T08:00:00.000+0000", "\"createdAt\":\"2026-03-01T08:00:00+00:00\"")]
    [InlineData("IsClosed", "0", "\"status\":\"open\"")]
    [InlineData("IsWon", "1", "\"status\":\"won\"")]
    public void Values_Are_Read_In_Each_Spelling(string field, string value, string expected) =>
        Assert.Contains(expected, CanonicalEventJson.Write(Deal($"<sf:{field}>{value}</sf:{field}>")), StringComparison.Ordinal);

    [Theory]
    [InlineData("<sf:IsClosed>true</sf:IsClosed><sf:IsWon>false</sf:IsWon>", DealStatus.Lost)]
    [InlineData("<sf:IsClosed>true</sf:IsClosed><sf:IsWon>true</sf:IsWon>", DealStatus.Won)]
    [InlineData("<sf:IsClosed>false</sf:IsClosed><sf:IsWon>false</sf:IsWon>", DealStatus.Open)]
    [InlineData("<sf:IsClosed>true</sf:IsClosed>", null)]
    [InlineData("<sf:IsWon>false</sf:IsWon>", null)]
    [InlineData("", null)]
    public void The_Status_Is_Told_Only_Where_It_Is_Certain(string fields, DealStatus? expected)
    {
        var deal = Deal(fields).Deal;

        Assert.Equal((expected is not null, expected), (deal.Status.IsTold, deal.Status.Value));
    }

    [Theory]
    [InlineData("<sf:Amount>NaN</sf:Amount>", "Amount must be a number such as 120000.0.")]
    [InlineData("<sf:Amount>1E20</sf:Amount>", "Amount is out of range.")]
    [InlineData("<sf:CloseDate>soon</sf:CloseDate>", "CloseDate must be a date such as 2026-12-15, between the years 1970 and 2199.")]
    [InlineData("<sf:IsWon>maybe</sf:IsWon>", "IsWon must be true or false.")]
    [InlineData("<sf:OwnerId>somebody</sf:OwnerId>", "OwnerId must be a Salesforce id of 15 or 18 letters and digits.")]
    [InlineData("<sf:Name>a</sf:Name><sf:Name>b</sf:Name>", "The record names a field twice.")]
    [InlineData("<sf:LastModifiedDate>2027-01-01T00:00:00Z</sf:LastModifiedDate>", "SystemModstamp lies more than a day after the event was received.")]
    public void A_Value_That_Cannot_Be_Read_Is_Set_Aside_With_Its_Reason(string fields, string reason)
    {
        var translation = Translate(Some.SalesforceMessage("Opportunity", Common + fields));

        Assert.Equal(reason, Assert.Single(translation.Unreadable).Reason);
    }

    [Theory]
    [InlineData("", "The record has no fields: it was deleted before the message was sent, or the outbound message selects none.")]
    [InlineData("<sf:Id>0068k00000OpPaAAAV</sf:Id>", "The record has no fields: it was deleted before the message was sent, or the outbound message selects none.")]
    [InlineData("<sf:Name>x</sf:Name>", "SystemModstamp and LastModifiedDate are both missing; select them in the outbound message.")]
    public void What_The_Outbound_Message_Lacks_Is_Said(string fields, string reason) =>
        Assert.Equal(reason, Assert.Single(Translate(Some.SalesforceMessage("Opportunity", fields)).Unreadable).Reason);

    [Theory]
    [InlineData("<Notification/>", "The notification holds no sObject.")]
    [InlineData("<Notification><Id>04l</Id><sObject xsi:type=\"x:Opportunity\"/></Notification>", "The record's xsi:type must name an object of urn:sobject.enterprise.soap.sforce.com.")]
    [InlineData("<Notification><Id>04l</Id><sObject xsi:type=\"Opportunity\"/></Notification>", "The record's xsi:type must name an object of urn:sobject.enterprise.soap.sforce.com.")]
    [InlineData("<Notification><sObject/></Notification>", "The record's xsi:type must name an object of urn:sobject.enterprise.soap.sforce.com.")]
    public void Hostile_Shapes_Are_Set_Aside_And_Never_Thrown(string notification, string reason) =>
        Assert.Equal(reason, Assert.Single(Translate(Some.SalesforceMessage(notification)).Unreadable).Reason);

    [Theory]
    [InlineData("https://fjord.my.salesforce.com/services/Soap/c/66.0/00D8k00000FjOrd", "https://fjord.my.salesforce.com/0068k00000OpPaAAAV")]
    [InlineData("https://fjord.my.salesforce.com.evil.example/", null)]
    [InlineData("https://evilsalesforce.com/", null)]
    [InlineData("http://fjord.my.salesforce.com/", null)]
    [InlineData("https://user@fjord.my.salesforce.com/", "https://fjord.my.salesforce.com/0068k00000OpPaAAAV")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("", null)]
    public void Only_Pages_Of_Salesforce_Are_Put_Before_People(string enterprise, string? expected)
    {
        var body = Some.SalesforceMessage("Opportunity", Common)
            .Replace("https://fjord-dev-ed.my.salesforce.com/services/Soap/c/66.0/00D8k00000FjOrd", enterprise, StringComparison.Ordinal);

        var changed = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(Translate(body).Events));

        Assert.Equal(expected, changed.Deal.Url.Value);
    }

    [Theory]
    [InlineData("<sf:TaskSubtype>Call</sf:TaskSubtype><sf:IsClosed>true</sf:IsClosed>", ActivityKind.Call, ActivityStatus.Done)]
    [InlineData("<sf:Type>Call</sf:Type><sf:Status>Completed</sf:Status>", ActivityKind.Call, ActivityStatus.Done)]
    [InlineData("<sf:TaskSubtype>Call</sf:TaskSubtype><sf:IsClosed>true</sf:IsClosed><sf:CallDurationInSeconds>0</sf:CallDurationInSeconds>", ActivityKind.Call, ActivityStatus.NoShow)]
    [InlineData("<sf:TaskSubtype>Call</sf:TaskSubtype><sf:IsClosed>true</sf:IsClosed><sf:CallDisposition>Left Voicemail</sf:CallDisposition>", ActivityKind.Call, ActivityStatus.NoShow)]
    [InlineData("<sf:TaskSubtype>Call</sf:TaskSubtype><sf:Status>Not Started</sf:Status>", ActivityKind.Call, ActivityStatus.Planned)]
    [InlineData("<sf:TaskSubtype>Email</sf:TaskSubtype><sf:Status>Completed</sf:Status>", ActivityKind.Email, ActivityStatus.Done)]
    [InlineData("<sf:TaskSubtype>Task</sf:TaskSubtype><sf:Type>Meeting</sf:Type><sf:Status>Completed</sf:Status>", ActivityKind.Meeting, ActivityStatus.Done)]
    [InlineData("<sf:TaskSubtype>LinkedIn</sf:TaskSubtype><sf:Status>In Progress</sf:Status>", ActivityKind.Task, ActivityStatus.Planned)]
    [InlineData("<sf:Status>Erledigt</sf:Status><sf:IsClosed>true</sf:IsClosed>", ActivityKind.Task, ActivityStatus.Done)]
    [InlineData("", ActivityKind.Task, null)]
    public void A_Task_Is_What_Its_Subtype_And_State_Say(string fields, ActivityKind kind, ActivityStatus? status)
    {
        var task = Activity("Task", Task + fields);

        Assert.Equal((kind, status), (task.Kind, task.Status));
    }

    [Theory]
    [InlineData("<sf:Status>Completed</sf:Status>", "2026-03-22T09:10:00Z", null)]
    [InlineData("<sf:Status>Completed</sf:Status><sf:ActivityDate>2026-03-22</sf:ActivityDate>", "2026-03-22T09:10:00Z", null)]
    [InlineData("<sf:Status>Completed</sf:Status><sf:ActivityDate>2026-03-20</sf:ActivityDate>", "2026-03-20T23:59:59Z", null)]
    [InlineData("<sf:Status>Completed</sf:Status><sf:ActivityDate>2026-03-30</sf:ActivityDate>", "2026-03-22T09:10:00Z", null)]
    [InlineData("<sf:Status>Completed</sf:Status><sf:CompletedDateTime>2026-03-21T10:00:00Z</sf:CompletedDateTime>", "2026-03-21T10:00:00Z", null)]
    [InlineData("<sf:Status>Not Started</sf:Status><sf:ActivityDate>2026-03-30</sf:ActivityDate>", null, "2026-03-30T23:59:59Z")]
    [InlineData("<sf:ActivityDate>2026-03-30</sf:ActivityDate>", null, "2026-03-30T23:59:59Z")]
    public void A_Task_Is_Done_On_Its_Day_Or_Due_By_The_End_Of_It(string fields, string? endsAt, string? dueAt)
    {
        var task = Activity("Task", Task + fields);

        Assert.Equal((At(endsAt), At(dueAt)), (task.EndsAt, task.DueAt));
    }

    [Theory]
    [InlineData("<sf:StartDateTime>2026-03-24T13:00:00Z</sf:StartDateTime><sf:EndDateTime>2026-03-24T13:45:00Z</sf:EndDateTime>", "2026-03-24T13:45:00Z")]
    [InlineData("<sf:ActivityDateTime>2026-03-24T13:00:00Z</sf:ActivityDateTime><sf:DurationInMinutes>30</sf:DurationInMinutes>", "2026-03-24T13:30:00Z")]
    [InlineData("<sf:StartDateTime>2026-03-24T00:00:00Z</sf:StartDateTime><sf:EndDateTime>2026-03-25T00:00:00Z</sf:EndDateTime><sf:IsAllDayEvent>true</sf:IsAllDayEvent>", "2026-03-26T00:00:00Z")]
    [InlineData("<sf:ActivityDate>2026-03-24</sf:ActivityDate><sf:IsAllDayEvent>true</sf:IsAllDayEvent>", "2026-03-25T00:00:00Z")]
    [InlineData("<sf:StartDateTime>2026-03-24T13:00:00Z</sf:StartDateTime>", null)]
    public void A_Meeting_Ends_When_Its_Event_Does(string fields, string? endsAt)
    {
        var meeting = Activity("Event", Task + fields);

        Assert.Equal((ActivityKind.Meeting, At(endsAt)), (meeting.Kind, meeting.EndsAt));
    }

    [Theory]
    [InlineData("Account", "<sf:Id>0018k00000AcCaAAAV</sf:Id>")]
    [InlineData("Task", "<sf:Id>00T8k00000TaSaAEAV</sf:Id><sf:WhatId>0018k00000AcCaAAAV</sf:WhatId>")]
    [InlineData("Task", "<sf:Id>00T8k00000TaSaAEAV</sf:Id>")]
    [InlineData("Event", "<sf:Id>00U8k00000EvNaAEAV</sf:Id><sf:WhatId xsi:nil=\"true\"/>")]
    public void What_Is_Of_No_Opportunity_Is_Ignored(string type, string fields)
    {
        var translation = Translate(Some.SalesforceMessage(type, fields));

        Assert.Equal((0, 0, 1), (translation.Events.Count, translation.Unreadable.Count, translation.Ignored));
    }

    [Fact]
    public void A_Lead_Is_No_Contact_Of_A_Deal() =>
        Assert.Empty(Activity("Task", Task + "<sf:WhoId>00Q8k00000LeAdAEAV</sf:WhoId>").ContactIds);

    [Theory]
    [InlineData("Decision Maker", BuyingRole.DecisionMaker)]
    [InlineData("Economic Buyer", BuyingRole.EconomicBuyer)]
    [InlineData("Executive Sponsor", BuyingRole.Champion)]
    [InlineData("Technical Buyer", BuyingRole.Influencer)]
    [InlineData("Business User", BuyingRole.User)]
    [InlineData("Other", null)]
    public void Contact_Roles_Are_Buying_Roles(string role, BuyingRole? expected)
    {
        var translation = Translate(Some.SalesforceMessage("OpportunityContactRole", $"""
            <sf:Id>00K8k00000OcRaAEAV</sf:Id><sf:OpportunityId>0068k00000OpPaAAAV</sf:OpportunityId><sf:ContactId>0038k00000CoNaAAAV</sf:ContactId>
            <sf:LastModifiedDate>2026-03-22T09:12:00.000Z</sf:LastModifiedDate><sf:Role>{role}</sf:Role>
            """));

        Assert.Equal(expected, Assert.IsType<CanonicalEvent.ContactAssociated>(Assert.Single(translation.Events)).Contact.Role);
    }

    private static DateTimeOffset? At(string? text) => text is null ? null : EventText.Instant(text, "text");

    private static Translation Translate(string body) => Some.Salesforce().Translate(Some.Delivery(body));

    private static CanonicalEvent.DealChanged Deal(string fields) =>
        Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(Translate(Some.SalesforceMessage("Opportunity", Common + fields)).Events));

    private static ActivityFacts Activity(string type, string fields) =>
        Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(Translate(Some.SalesforceMessage(type, fields)).Events)).Activity;
}
