using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns.HubSpot;

namespace SalesSignals.Crm.Tests.HubSpot;

public class HubSpotActivityTests : HubSpotRig
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("SCHEDULED", null)]
    [InlineData(null, null)]
    [InlineData("COMPLETED", ActivityStatus.Held)]
    [InlineData("RESCHEDULED", ActivityStatus.Moved)]
    [InlineData("NO_SHOW", ActivityStatus.NoShow)]
    [InlineData("CANCELED", ActivityStatus.Cancelled)]
    [InlineData("A_NEW_ONE", null)]
    public async Task The_Outcome_Of_A_Meeting(string? outcome, ActivityStatus? status)
    {
        HubSpot.Add("meetings", "88001", ("hs_meeting_outcome", outcome), ("hs_meeting_start_time", "2026-11-20T09:00:00Z"), ("hs_meeting_end_time", "1795168800000"));

        var meeting = await ActivityAsync(CrmObjectKind.Meeting, "meetings");

        Assert.Equal((ActivityKind.Meeting, status, Nine, Nine.AddHours(1)), (meeting.Kind, meeting.Status, meeting.StartsAt, meeting.EndsAt));
    }

    [Theory]
    [InlineData("2026-11-19T09:00:00Z", null, false)]
    [InlineData("2026-11-20T11:00:00Z", null, true)]
    [InlineData("2026-11-19T09:00:00Z", "<p>They want a pilot</p>", true)]
    public async Task The_Invitation_Of_A_Meeting_Is_No_Note_But_What_Was_Put_Down_Afterwards_Is(string createdAt, string? notes, bool isNote)
    {
        HubSpot.Add(
            "meetings", "88001",
            ("hs_timestamp", "2026-11-20T09:00:00Z"), ("hs_meeting_body", "<p>Agenda</p>"), ("hs_internal_meeting_notes", notes), ("hs_createdate", createdAt));

        Assert.Equal(isNote, (await ActivityAsync(CrmObjectKind.Meeting, "meetings")).Note is { Words: > 0 });
    }

    [Theory]
    [InlineData("f240bbac-87c9-4f6e-bf70-924b57d47db7", "NO_ANSWER", null, ActivityStatus.Held)]
    [InlineData("b2cf5968-551e-4856-9783-52b3da59a7d0", "COMPLETED", "185000", ActivityStatus.NoShow)]
    [InlineData("73a0d17f-1163-4015-bdd5-ec830791da20", "COMPLETED", "9000", ActivityStatus.NoShow)]
    [InlineData("9d9162e7-6cf3-4944-bf63-4dff82258764", null, null, ActivityStatus.NoShow)]
    [InlineData("17b47fee-58de-441e-a44c-c6300d46f273", null, "9000", ActivityStatus.NoShow)]
    [InlineData("a4c4c377-d246-4b32-a13b-75a56a4cd0ff", null, "9000", ActivityStatus.NoShow)]
    [InlineData("an-outcome-of-their-own", "COMPLETED", "9000", ActivityStatus.Held)]
    [InlineData(null, "COMPLETED", "9000", ActivityStatus.Held)]
    [InlineData(null, null, "9000", ActivityStatus.Held)]
    [InlineData(null, "COMPLETED", null, null)]
    [InlineData(null, "COMPLETED", "0", null)]
    [InlineData(null, "COMPLETED", "a while", null)]
    [InlineData(null, "NO_ANSWER", "9000", ActivityStatus.NoShow)]
    [InlineData(null, "BUSY", null, ActivityStatus.NoShow)]
    [InlineData(null, "FAILED", null, ActivityStatus.NoShow)]
    [InlineData(null, "CANCELED", null, ActivityStatus.Cancelled)]
    [InlineData(null, "RINGING", "9000", null)]
    public async Task Whether_A_Call_Reached_Anybody(string? disposition, string? status, string? duration, ActivityStatus? expected)
    {
        HubSpot.Add("calls", "88001", ("hs_timestamp", "2026-11-20T09:00:00Z"), ("hs_call_disposition", disposition), ("hs_call_status", status), ("hs_call_duration", duration));

        Assert.Equal(expected, (await ActivityAsync(CrmObjectKind.Call, "calls")).Status);
    }

    [Fact]
    public async Task The_Documented_Call_Is_A_Voicemail_Of_Three_Minutes()
    {
        AddSample("calls", "call.json");

        var call = await ActivityAsync(CrmObjectKind.Call, "calls", "88002");

        Assert.Equal((ActivityStatus.NoShow, ActivityDirection.Outbound, TimeSpan.FromSeconds(185)), (call.Status, call.Direction, call.EndsAt - call.StartsAt));
        Assert.Equal(2, call.Note!.Words);
    }

    [Theory]
    [InlineData("EMAIL", "SENT", null, ActivityDirection.Outbound, false)]
    [InlineData("EMAIL", "BOUNCED", null, ActivityDirection.Outbound, true)]
    [InlineData("EMAIL", "FAILED", null, ActivityDirection.Outbound, true)]
    [InlineData("EMAIL", "SENT", "4711", ActivityDirection.Outbound, true)]
    [InlineData("INCOMING_EMAIL", null, null, ActivityDirection.Inbound, false)]
    [InlineData("FORWARDED_EMAIL", null, null, ActivityDirection.Inbound, false)]
    [InlineData("DRAFT_EMAIL", null, null, null, false)]
    public async Task Which_Way_An_Email_Went_And_Whether_A_Machine_Sent_It(
        string direction, string? status, string? sequence, ActivityDirection? expected, bool automated)
    {
        HubSpot.Add("emails", "88001", ("hs_email_direction", direction), ("hs_email_status", status), ("hs_sequence_id", sequence));

        var email = await ActivityAsync(CrmObjectKind.Email, "emails");

        Assert.Equal((expected, automated), (email.Direction, email.Automated));
    }

    [Theory]
    [InlineData("Re: Angebot", """{"from":{"email":"jonas@fjord.example"},"to":[]}""", false)]
    [InlineData("Automatic reply: Angebot", null, true)]
    [InlineData("Out of Office Re: Angebot", null, true)]
    [InlineData("About our out of office policy", null, false)]
    [InlineData("Undeliverable: Angebot", null, true)]
    [InlineData("Angebot", """{"from":{"email":"MAILER-DAEMON@mx.example"}}""", true)]
    [InlineData("Angebot", """{"from":{"email":"no-reply@fjord.example"}}""", true)]
    [InlineData("Angebot", """{"Auto-Submitted":"auto-replied"}""", true)]
    [InlineData("Angebot", """{"auto-submitted":"no"}""", false)]
    [InlineData("Angebot", """{"precedence":"auto_reply"}""", true)]
    [InlineData("Angebot", """{"from":{"email":5},"auto-submitted":{}}""", false)]
    [InlineData("Angebot", """{"from":"\ud800"}""", false)]
    [InlineData("Angebot", "no json", false)]
    [InlineData("Angebot", "[]", false)]
    public async Task An_Answer_That_A_Machine_Gave_Is_No_Touch(string subject, string? headers, bool automated)
    {
        HubSpot.Add("emails", "88001", ("hs_email_direction", "INCOMING_EMAIL"), ("hs_email_subject", subject), ("hs_email_headers", headers));

        Assert.Equal(automated, (await ActivityAsync(CrmObjectKind.Email, "emails")).Automated);
    }

    [Fact]
    public async Task The_Documented_Email_And_Note_Are_Read_And_Their_Text_Goes_No_Further()
    {
        AddSample("emails", "email.json");
        AddSample("notes", "note_very_long_html.json");
        HubSpot.Link("deals", "7", "emails", "88003");
        HubSpot.Link("deals", "7", "notes", "88004");

        var events = await Client.HydrateAsync([new(CrmObjectKind.Email, "88003"), new(CrmObjectKind.Note, "88004")], default);

        var (email, note) = (((CanonicalEvent.ActivityLogged)events[0]).Activity, ((CanonicalEvent.ActivityLogged)events[1]).Activity);
        Assert.Equal((ActivityKind.Email, ActivityDirection.Inbound, 4), (email.Kind, email.Direction, email.Note!.Words));
        Assert.Equal((ActivityKind.Note, true), (note.Kind, note.Note!.Words > 1000));
        Assert.All(events, told => Assert.DoesNotContain("Mengenrabatt", CanonicalEventJson.Write(told), StringComparison.Ordinal));
        Assert.All(events, told => Assert.DoesNotContain("@fjord", CanonicalEventJson.Write(told), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NOT_STARTED", ActivityStatus.Planned, false)]
    [InlineData("WAITING", ActivityStatus.Planned, false)]
    [InlineData(null, ActivityStatus.Planned, false)]
    [InlineData("COMPLETED", ActivityStatus.Done, true)]
    public async Task A_Task_Is_Due_And_Then_It_Is_Done(string? status, ActivityStatus expected, bool isDone)
    {
        HubSpot.Add("tasks", "88001", ("hs_task_status", status), ("hs_timestamp", "2026-11-20T09:00:00Z"), ("hs_task_completion_date", "2026-11-20T08:00:00Z"));

        var task = await ActivityAsync(CrmObjectKind.Task, "tasks");

        Assert.Equal((expected, Nine, isDone ? Nine.AddHours(-1) : null), (task.Status, task.DueAt, task.StartsAt));
    }
}
