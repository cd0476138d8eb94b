using System.Globalization;
using System.Text.Json;

namespace SalesSignals.Crm.Close;

/// <summary>The calls of Close's API. Close has no reads of several ids at once: what belongs together is read by its lead.</summary>
internal sealed class CloseReads(CrmApi api)
{
    /// <summary>What Close gives at most in a page of opportunities, activities and tasks.</summary>
    public const int MostInPage = 100;

    /// <summary>A page of the event log.</summary>
    public const int MostEvents = 50;

    /// <summary>Pages of activities of one lead, newest first: a deal remembers no more.</summary>
    private const int MostPages = 3;

    // Without the bodies of emails, which are read for nothing and can be large.
    private const string ActivityFields =
        "id,_type,lead_id,opportunity_id,contact_id,direction,status,disposition,duration,date_created,date_updated,activity_at,starts_at,ends_at,"
        + "attendees,note,user_note_html,sequence_id,bulk_email_action_id,old_status_id,old_status_type,new_status_id,new_status_type";

    public static string Time(DateTimeOffset at) =>
        Uri.EscapeDataString(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "+00:00");

    public Task<JsonElement?> OpportunityAsync(string id, CancellationToken cancellationToken) => FindAsync($"opportunity/{Escaped(id)}/", cancellationToken);

    public Task<JsonElement?> ContactAsync(string id, CancellationToken cancellationToken) => FindAsync($"contact/{Escaped(id)}/", cancellationToken);

    public Task<JsonElement?> TaskAsync(string id, CancellationToken cancellationToken) => FindAsync($"task/{Escaped(id)}/", cancellationToken);

    /// <param name="type"><c>call</c>, <c>meeting</c>, <c>email</c>, <c>sms</c> or <c>note</c>.</param>
    public Task<JsonElement?> ActivityAsync(string type, string id, CancellationToken cancellationToken) =>
        FindAsync($"activity/{type}/{Escaped(id)}/", cancellationToken);

    /// <summary>A lead with its opportunities and contacts; null where it is gone, by a merge perhaps.</summary>
    public Task<CloseLeadAnswer?> LeadAsync(string id, CancellationToken cancellationToken) =>
        api.FindAsync(Path($"lead/{Escaped(id)}/?_fields=id,opportunities,contacts"), CloseJson.Default.CloseLeadAnswer, CrmApi.LongTimeout, cancellationToken);

    public Task<CloseList> OpportunitiesAsync(string query, CancellationToken cancellationToken) => ListAsync($"opportunity/?{query}", cancellationToken);

    /// <summary>The organisation's webhook subscriptions, all in one page.</summary>
    public Task<CloseSubscriptionList> SubscriptionsAsync(CancellationToken cancellationToken) =>
        api.GetAsync(Path("webhook/"), CloseJson.Default.CloseSubscriptionList, CrmApi.Timeout, cancellationToken);

    /// <summary>Latest first.</summary>
    public Task<CloseList> EventsAsync(string query, CancellationToken cancellationToken) => ListAsync($"event/?_limit={MostEvents}{query}", cancellationToken);

    /// <summary>The newest activities of a lead, and all changes of its opportunities' statuses.</summary>
    public async Task<List<JsonElement>> ActivitiesAsync(string lead, CancellationToken cancellationToken)
    {
        var id = Escaped(lead);
        var (activities, isCut) = await PagesAsync(
            $"activity/?lead_id={id}&_type__in=Call,Email,Meeting,Note,SMS,OpportunityStatusChange&_order_by=-activity_at&_fields={ActivityFields}", cancellationToken);
        if (isCut)
        {
            activities.AddRange((await PagesAsync($"activity/status_change/opportunity/?lead_id={id}", cancellationToken)).Found);
        }

        return activities;
    }

    public async Task<List<JsonElement>> TasksAsync(string lead, CancellationToken cancellationToken) =>
        (await PagesAsync($"task/?lead_id={Escaped(lead)}&_type=lead&_order_by=-date_created", cancellationToken)).Found;

    /// <summary>The members of the key's organisation, those who have left included.</summary>
    public async Task<List<(CloseUser User, bool IsActive)>> UsersAsync(CancellationToken cancellationToken)
    {
        var me = await api.GetAsync(Path("me/"), CloseJson.Default.CloseMe, CrmApi.Timeout, cancellationToken);
        var users = new List<(CloseUser, bool)>();
        foreach (var id in (me.Organizations ?? []).Select(organization => organization.Id).OfType<string>())
        {
            var organization = await api.GetAsync(
                Path($"organization/{Escaped(id)}/?_expand=memberships__user,inactive_memberships__user"),
                CloseJson.Default.CloseOrganization,
                CrmApi.LongTimeout,
                cancellationToken);
            users.AddRange((organization.Memberships ?? []).Select(member => (member.User, true)).Where(member => member.User is not null)!);
            users.AddRange((organization.InactiveMemberships ?? []).Select(member => (member.User, false)).Where(member => member.User is not null)!);
        }

        return users;
    }

    private static string Path(string rest) => $"/api/v1/{rest}";

    private static string Escaped(string id) => Uri.EscapeDataString(id);

    private async Task<(List<JsonElement> Found, bool IsCut)> PagesAsync(string path, CancellationToken cancellationToken)
    {
        var found = new List<JsonElement>();
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await ListAsync($"{path}&_limit={MostInPage}&_skip={page * MostInPage}", cancellationToken);
            found.AddRange(answer.Data ?? []);
            if (!answer.HasMore)
            {
                return (found, false);
            }
        }

        return (found, true);
    }

    private Task<CloseList> ListAsync(string path, CancellationToken cancellationToken) =>
        api.GetAsync(Path(path), CloseJson.Default.CloseList, CrmApi.LongTimeout, cancellationToken);

    private async Task<JsonElement?> FindAsync(string path, CancellationToken cancellationToken)
    {
        using var document = await api.FindAsync(Path(path), CloseJson.Default.JsonDocument, CrmApi.Timeout, cancellationToken);
        return document?.RootElement.Clone();
    }
}
