using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Directory;
using SalesSignals.Functions.Pages;
using SalesSignals.Links;
using SalesSignals.Signals;
using SalesSignals.Settings;

namespace SalesSignals.Functions.LinkPages;

/// <summary>
/// Where a reader chooses their mail, and ends it: by the page, or by the one click that mail programs offer (RFC 8058), which is a POST
/// without cookies that follows no redirect. Looking changes nothing.
/// </summary>
public sealed class PreferencesEndpoints(LinkDoor door, PreferencesStore preferences, DealAssessors assessors, PageRenderer renderer, TimeProvider time)
{
    private static readonly Message NotOurForm = new("Nothing was changed", "That was not the form of this page. Open the link in the email again.") { Next = null };

    public Task<IResult> HandleAsync(HttpContext context) => door.EnterAsync(
        context,
        purpose => purpose is LinkPurpose.Preferences or LinkPurpose.Unsubscribe,
        visit => (visit.Link.Purpose, visit.IsPost) switch
        {
            (LinkPurpose.Unsubscribe, false) => AskToEndAsync(visit),
            (LinkPurpose.Unsubscribe, true) => EndAsync(visit),
            (_, false) => ShowAsync(visit),
            _ => SaveAsync(visit),
        });

    private async Task<IResult> AskToEndAsync(LinkVisit visit)
    {
        var chosen = await preferences.ReadAsync(visit.Reader.Id, visit.Aborted);
        return await EndPageAsync(new(visit.Link.Topic, IsOff(chosen, visit.Link.Topic), HasChanged: false));
    }

    private async Task<IResult> EndAsync(LinkVisit visit)
    {
        if (await WantsAsync(visit) is not { } wants)
        {
            return await door.SayAsync(NotOurForm, StatusCodes.Status400BadRequest);
        }

        await preferences.ChangeAsync(visit.Reader.Id, before => Switch(before, visit.Link.Topic, wants), visit.Aborted);
        return await EndPageAsync(new(visit.Link.Topic, IsOff: !wants, HasChanged: true));
    }

    /// <summary>
    /// Whether the post asks for the mail again (true) or to end it (false); null where it asks for nothing we know. A mail service that
    /// sends no length has its body dropped by the Functions host: it can only have meant to end the mail, so that is what it gets.
    /// </summary>
    private async Task<bool?> WantsAsync(LinkVisit visit) => await PostedForm.ReadAsync(visit.Http.Request, time) switch
    {
        null => visit.Http.Request.ContentLength is null or 0 ? false : null,
        var form when form["List-Unsubscribe"] == "One-Click" || form["mail"] == "off" => false,
        var form when form["mail"] == "on" => true,
        _ => null,
    };

    private async Task<IResult> ShowAsync(LinkVisit visit) =>
        await ChoicesPageAsync(await ModelAsync(visit, await preferences.ReadAsync(visit.Reader.Id, visit.Aborted)));

    private async Task<IResult> SaveAsync(LinkVisit visit)
    {
        if (await PostedForm.ReadAsync(visit.Http.Request, time) is not { } form || form["do"] != "save")
        {
            return await door.SayAsync(NotOurForm, StatusCodes.Status400BadRequest);
        }

        var before = await ModelAsync(visit, await preferences.ReadAsync(visit.Reader.Id, visit.Aborted));
        if (!TimeOnly.TryParseExact(form["at"], ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var dueAt))
        {
            return await ChoicesPageAsync(before with { Problem = "Say when, as hours and minutes, such as 07:30." }, StatusCodes.Status400BadRequest);
        }

        ImmutableArray<DayOfWeek> days = [.. before.WorkingDays.Where(day => form["day"].Contains(day.ToString()))];
        if (days.IsEmpty)
        {
            return await ChoicesPageAsync(before with { Problem = "Choose at least one day. If you want no mail at all, switch off each kind." }, StatusCodes.Status400BadRequest);
        }

        var after = await preferences.ChangeAsync(
            visit.Reader.Id,
            chosen => before.Kinds.Aggregate(chosen, (all, kind) => Switch(all, kind, form["kind"].Contains(kind))) with
            {
                DueAt = dueAt == before.UsualDueAt ? null : dueAt,
                Days = days.Length == before.WorkingDays.Length ? [] : days,
            },
            visit.Aborted);
        return await ChoicesPageAsync(await ModelAsync(visit, after) with { IsSaved = true });
    }

    private async Task<PreferencesModel> ModelAsync(LinkVisit visit, Preferences chosen)
    {
        var settings = (await assessors.CurrentAsync(visit.Aborted)).Settings;
        return new()
        {
            Reader = visit.Reader,
            Chosen = chosen,
            Kinds = EmailKinds.Of(visit.Reader),
            WorkingDays = [.. settings.Calendar.ForTeam(visit.Reader.Team).WorkingDays.Distinct().OrderBy(day => ((int)day + 6) % 7)],
            UsualDueAt = settings.Digest.DueAt,
        };
    }

    private static bool IsOff(Preferences chosen, string? kind) => kind is null ? EmailKinds.All.All(one => !chosen.Wants(one)) : !chosen.Wants(kind);

    private static Preferences Switch(Preferences chosen, string? kind, bool wants) =>
        (kind is null ? EmailKinds.All : [kind]).Aggregate(chosen, (all, one) => wants ? all with { Off = all.Off.Remove(one) } : all.Without(one));

    private Task<IResult> ChoicesPageAsync(PreferencesModel model, int status = StatusCodes.Status200OK) =>
        renderer.RenderAsync<PreferencesPage>(new("Your mail") { IsNarrow = true }, model, status);

    private Task<IResult> EndPageAsync(UnsubscribeModel model) => renderer.RenderAsync<UnsubscribePage>(new(model.Title) { IsNarrow = true }, model);
}
