using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using static SalesSignals.Crm.Tests.Dataverse.Contexts;

namespace SalesSignals.Crm.Tests.Dataverse;

public class DataverseActivityTests
{
    private const string OtherDeal = "33333333-bbbb-ee11-8def-0000000000b2";
    private static readonly string Regarding = Column("regardingobjectid", Reference("opportunity", Deal));
    private static readonly string Ours = Reference("systemuser", User);
    private static readonly string Buyer = Reference("contact", Person);

    [Theory]
    [InlineData("appointment", 0, null)]
    [InlineData("appointment", 3, null)]
    [InlineData("appointment", 1, ActivityStatus.Held)]
    [InlineData("appointment", 2, ActivityStatus.Cancelled)]
    [InlineData("phonecall", 0, ActivityStatus.Planned)]
    [InlineData("phonecall", 1, ActivityStatus.Held)]
    [InlineData("phonecall", 2, ActivityStatus.Cancelled)]
    [InlineData("task", 0, ActivityStatus.Planned)]
    [InlineData("task", 1, ActivityStatus.Done)]
    [InlineData("task", 2, ActivityStatus.Cancelled)]
    public void The_State_Of_An_Activity_Is_Its_Status(string table, int state, ActivityStatus? status) =>
        Assert.Equal(status, Logged(Context("Create", table, Columns(("statecode", Option(state))) + "," + Regarding)).Status);

    [Fact]
    public void Open_Calls_And_Tasks_Have_A_Due_Time_And_Done_Ones_The_Time_They_Were_Done()
    {
        var due = Some.Noon.AddDays(3);
        foreach (var table in new[] { "phonecall", "task" })
        {
            var open = Logged(Context("Create", table, Columns(("scheduledend", Date(due)), ("statecode", Option(0))) + "," + Regarding));
            var done = Logged(Context(
                "Update", table, Columns(("statecode", Option(1)), ("modifiedon", Date(QueuedAt))), after: Column("scheduledend", Date(due)) + "," + Regarding));
            var dated = Logged(Context(
                "Update", table, Column("description", "\"x\""), after: Columns(("statecode", Option(1)), ("actualend", Date(QueuedAt.AddHours(-1)))) + "," + Regarding));

            Assert.Equal((due, null), (open.DueAt, open.EndsAt));
            Assert.Equal((null, QueuedAt), (done.DueAt, done.EndsAt));
            Assert.Equal(QueuedAt.AddHours(-1), dated.EndsAt);
        }
    }

    [Fact]
    public void A_Call_That_Ended_In_A_Voicemail_Reached_Nobody()
    {
        var call = Logged(Context("Create", "phonecall", Columns(("statecode", Option(1)), ("leftvoicemail", "true"), ("description", "\"Left a message\"")) + "," + Regarding));

        Assert.Equal((ActivityStatus.NoShow, 3), (call.Status, call.Note!.Words));
    }

    [Theory]
    [InlineData("true", null, null, ActivityDirection.Outbound)]
    [InlineData("false", null, null, ActivityDirection.Inbound)]
    [InlineData("false", "buyer", "ours", ActivityDirection.Inbound)]
    [InlineData("false", "unknown", "ours", ActivityDirection.Inbound)]
    [InlineData("true", "ours", "buyer", ActivityDirection.Outbound)]
    [InlineData("false", "ours", "ours", ActivityDirection.Internal)]
    [InlineData("true", "ours", "ours", ActivityDirection.Internal)]
    [InlineData("false", "ours", "buyer", ActivityDirection.Outbound)]
    public void An_Email_Goes_The_Way_Its_Parties_Say(string code, string? from, string? to, ActivityDirection direction)
    {
        var columns = Columns(("directioncode", code), ("statecode", Option(1)))
            + (from is null ? "" : "," + Column("from", Parties(Party(from))))
            + (to is null ? "" : "," + Column("to", Parties(Party(to)))) + "," + Regarding;

        var email = Logged(Context("Create", "email", columns));

        Assert.Equal((ActivityKind.Email, direction, ActivityStatus.Done), (email.Kind, email.Direction, email.Status));
        Assert.Equal<string>(from == "buyer" || to == "buyer" ? [Person] : [], email.ContactIds);
    }

    [Theory]
    [InlineData(0, 1, "true", 0, 0)]
    [InlineData(1, 6, "true", 1, 0)]
    [InlineData(1, 3, "true", 1, 0)]
    [InlineData(0, 8, "true", 0, 1)]
    [InlineData(2, 5, "true", 0, 1)]
    [InlineData(0, 1, "false", 1, 0)]
    public void An_Email_Counts_Once_It_Is_Sent(int state, int status, string outgoing, int logged, int removed)
    {
        var target = Columns(("statecode", Option(state)), ("statuscode", Option(status)));

        var translation = Translate(Context("Update", "email", target, after: Column("directioncode", outgoing) + "," + Regarding));

        Assert.Equal(logged, translation.Events.OfType<CanonicalEvent.ActivityLogged>().Count());
        Assert.Equal(removed, translation.Events.OfType<CanonicalEvent.ActivityRemoved>().Count());
        Assert.Empty(translation.Unreadable);
    }

    [Fact]
    public void An_Email_Is_Dated_By_When_It_Was_Sent_And_Known_For_A_Machines()
    {
        var sentAt = QueuedAt.AddDays(-2);
        var email = Logged(Context("Update", "email", Column("subject", "\"x\""), after: Columns(
            ("statecode", Option(1)), ("directioncode", "true"), ("senton", Date(sentAt)), ("isworkflowcreated", "true"),
            ("description", "\"<p>The price is $500.</p>\"")) + "," + Regarding));

        Assert.Equal((sentAt, true, true), (email.StartsAt, email.Automated, email.Note!.HasPrice));
    }

    [Theory]
    [InlineData("ours", null)]
    [InlineData("buyer", null)]
    [InlineData("unknown", null)]
    [InlineData(null, null)]
    [InlineData("ours", ActivityDirection.Internal, "team")]
    public void A_Meeting_Is_Internal_Where_All_That_Were_Asked_Are_Ours(string? required, ActivityDirection? direction, string? optional = null)
    {
        // The organizer alone says nothing of who was met.
        var expected = required == "ours" ? ActivityDirection.Internal : direction;
        var columns = Column("organizer", Parties(Ours))
            + (required is null ? "" : "," + Column("requiredattendees", Parties(Party(required))))
            + (optional is null ? "" : "," + Column("optionalattendees", Parties(Reference(optional, User)))) + "," + Regarding;

        Assert.Equal(expected, Logged(Context("Create", "appointment", columns)).Direction);
    }

    [Fact]
    public void A_Meetings_Invitation_Is_No_Note_But_A_Notes_Text_Is()
    {
        var meeting = Logged(Context("Create", "appointment", Column("description", "\"Agenda\"") + "," + Regarding));
        var note = Logged(Context("Create", "annotation", Columns(
            ("subject", "\"Next step\""), ("notetext", "\"Call on 3 March\""), ("objectid", Reference("opportunity", Deal)))));

        Assert.Null(meeting.Note);
        Assert.Equal((ActivityKind.Note, 6, true, true), (note.Kind, note.Note!.Words, note.Note.HasNextStep, note.Note.HasDate));
    }

    [Theory]
    [InlineData("phonecall")]
    [InlineData("annotation")]
    public void An_Activity_Of_Another_Record_Is_Ignored(string table)
    {
        var account = Columns(("regardingobjectid", Reference("account", Person)), ("objectid", Reference("incident", Person)));

        AssertIgnored(Context("Create", table, account));
        AssertIgnored(Context("Create", table, Column("subject", "\"x\"")));
        AssertIgnored(Context("Update", table, Column("subject", "\"x\""), after: Column("description", "\"x\"")));
    }

    [Fact]
    public void An_Update_Without_An_Image_Is_Set_Aside_Where_It_Matters()
    {
        var translation = Translate(Context("Update", "phonecall", Column("statecode", Option(1))));

        Assert.Equal(
            "This Update of phonecall tells only what changed, and the whole activity is needed. Register a PostImage with the step; this one has to be read from the Dataverse API.",
            Assert.Single(translation.Unreadable).Reason);
        AssertIgnored(Context("Update", "phonecall", Column("prioritycode", Option(1))));
    }

    [Fact]
    public void An_Activity_That_Moves_To_Another_Deal_Leaves_The_First()
    {
        var moved = Translate(Context("Update", "task", Column("regardingobjectid", Reference("opportunity", OtherDeal)), after: Column("subject", "\"x\""), before: Regarding));
        var taken = Translate(Context("Update", "task", Column("regardingobjectid", "null"), after: Column("subject", "\"x\""), before: Regarding));

        Assert.Equal([(typeof(CanonicalEvent.ActivityRemoved), Deal), (typeof(CanonicalEvent.ActivityLogged), OtherDeal)], moved.Events.Select(fact => (fact.GetType(), fact.DealId)));
        Assert.Equal([(typeof(CanonicalEvent.ActivityRemoved), Deal)], taken.Events.Select(fact => (fact.GetType(), fact.DealId)));
    }

    [Fact]
    public void A_Deleted_Activity_Is_Removed_Where_An_Image_Tells_Whose_It_Was()
    {
        var removed = Assert.IsType<CanonicalEvent.ActivityRemoved>(Assert.Single(Translate(Context("Delete", "email", "", before: Regarding)).Events));

        Assert.Equal((Deal, Row), (removed.DealId, removed.ActivityId));
        AssertIgnored(Context("Delete", "email", ""));
    }

    [Theory]
    [InlineData("opportunity", "contact", 2, 2)]
    [InlineData("contact", "opportunity", 1, 2)]
    [InlineData("opportunity", "account", 2, 0)]
    [InlineData("contact", "contact", 2, 0)]
    public void A_Connection_Says_The_Same_From_Either_End(string first, string second, int roleOf, int events)
    {
        var ends = Columns(
            ("record1id", Reference(first, first == "opportunity" ? Deal : Person)),
            ("record2id", Reference(second, second == "opportunity" ? Deal : Person, "Jonas Berg")),
            ($"record{roleOf}roleid", Reference("connectionrole", User, "Economic Buyer")));

        var facts = Translate(Context("Create", "connection", ends)).Events
            .Concat(Translate(Context("Update", "connection", Column("statecode", Option(1)), after: ends)).Events)
            .Concat(Translate(Context("Delete", "connection", "", before: ends)).Events)
            .ToArray();

        Assert.Equal(events == 0 ? 0 : 3, facts.Length);
        Assert.All(facts, fact => Assert.Equal(Deal, fact.DealId));
        Assert.All(facts.OfType<CanonicalEvent.ContactAssociated>(), fact => Assert.Equal((Person, BuyingRole.EconomicBuyer), (fact.Contact.Id, fact.Contact.Role)));
        Assert.Equal(events, facts.OfType<CanonicalEvent.ContactRemoved>().Count());
    }

    [Theory]
    [InlineData("Associate", "opportunity", "contact", 2)]
    [InlineData("Disassociate", "contact", "opportunity", 2)]
    [InlineData("Associate", "opportunity", "competitor", 0)]
    [InlineData("Associate", "account", "contact", 0)]
    public void Links_Between_Deals_And_Contacts_Are_Told(string message, string from, string to, int events)
    {
        var body = Context(message, "none", null, row: Guid.Empty.ToString()).Replace("\"InputParameters\":[]", $$"""
            "InputParameters":[{{Column("Target", Reference(from, from == "opportunity" ? Deal : Person))}},
            {{Column("RelatedEntities", $"[{Reference(to, OtherDeal)},{Reference(to, Row)}]")}}]
            """, StringComparison.Ordinal);

        var translation = Translate(body);

        Assert.Equal(events, translation.Events.Count);
        Assert.Equal(events, translation.Events.Select(fact => fact.Id).Distinct().Count());
        Assert.All(translation.Events, fact => Assert.Equal(message == "Associate", fact is CanonicalEvent.ContactAssociated { Contact.Role: null }));
    }

    private static string Party(string who) => who switch
    {
        "ours" => Ours,
        "buyer" => Buyer,
        _ => "null",
    };

    private static ActivityFacts Logged(string body)
    {
        var logged = Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(Translate(body).Events));
        Assert.Equal((Deal, Row), (logged.DealId, logged.Activity.Id));
        return logged.Activity;
    }

    private static void AssertIgnored(string body)
    {
        var translation = Translate(body);
        Assert.Equal((0, 1, 0), (translation.Events.Count, translation.Ignored, translation.Unreadable.Count));
    }
}
