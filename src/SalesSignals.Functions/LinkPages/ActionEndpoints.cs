using System.Globalization;
using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Functions.Pages;
using SalesSignals.Links;
using SalesSignals.Signals;

namespace SalesSignals.Functions.LinkPages;

/// <summary>
/// What links in emails do about a deal. Mail scanners and browsers follow links ahead of their readers, so looking changes nothing: a
/// page says what would happen, and its form does it.
/// </summary>
public sealed class ActionEndpoints(LinkDoor door, DealActions actions, PageRenderer renderer, TimeProvider time)
{
    private static readonly Message NotTheirs = new(
        "That deal is not one of yours", "It may have been given to somebody else, merged or removed since the email was sent. Nothing was changed.") { Next = null };

    private static readonly Message NotOurForm = new("Nothing was changed", "That was not the form of this page. Open the link in the email again.") { Next = null };

    public Task<IResult> HandleAsync(HttpContext context) => door.EnterAsync(
        context,
        purpose => purpose is LinkPurpose.Park or LinkPurpose.NotARisk or LinkPurpose.NotesIn or LinkPurpose.Useful,
        visit => visit.IsPost ? ActAsync(visit) : AskAsync(visit));

    private async Task<IResult> AskAsync(LinkVisit visit) =>
        await actions.FindAsync(visit.People, visit.Reader, DealOf(visit), visit.Aborted) is { } deal
            ? await PageAsync(Model(visit, deal) with { Choice = ActionModel.ChoiceOf(visit.Http.Request.Query["days"]) })
            : await door.SayAsync(NotTheirs, StatusCodes.Status404NotFound);

    private async Task<IResult> ActAsync(LinkVisit visit)
    {
        if (await PostedForm.ReadAsync(visit.Http.Request, time) is not { } form || ActionOf(visit, form) is not { } action)
        {
            return await door.SayAsync(NotOurForm, StatusCodes.Status400BadRequest);
        }

        return await actions.DoAsync(visit.People, visit.Reader, DealOf(visit), action, visit.Aborted) switch
        {
            DealActionResult.Done done => await PageAsync(Model(visit, done.Deal) with { Done = action }),
            DealActionResult.NoSuchDay days => await AskAgainAsync(visit, form, $"Choose a day from {Day(days.Today.AddDays(1))} to {Day(days.Latest)}."),
            DealActionResult.NoReason => await AskAgainAsync(visit, form, "Say why, in a few words: whoever looks at the deal next will want to know."),
            DealActionResult.NoSuchSignal => await AskAsync(visit),
            _ => await door.SayAsync(NotTheirs, StatusCodes.Status404NotFound),
        };
    }

    private async Task<IResult> AskAgainAsync(LinkVisit visit, IFormCollection form, string problem) =>
        await actions.FindAsync(visit.People, visit.Reader, DealOf(visit), visit.Aborted) is { } deal
            ? await PageAsync(
                Model(visit, deal) with { Choice = ActionModel.ChoiceOf(form["days"]), Until = form["until"], Reason = form["reason"], Problem = problem },
                StatusCodes.Status400BadRequest)
            : await door.SayAsync(NotTheirs, StatusCodes.Status404NotFound);

    /// <summary>What the form asks for, within what the link is for; null where it asks for nothing of that.</summary>
    private DealAction? ActionOf(LinkVisit visit, IFormCollection form) => (visit.Link.Purpose, form["do"].ToString()) switch
    {
        (LinkPurpose.Park, "park") => new DealAction.Park(visit.Link.Topic, UntilOf(visit, form), form["reason"].ToString()),
        (LinkPurpose.Park, "unpark") => new DealAction.Unpark(visit.Link.Topic),
        (not LinkPurpose.Park, "say") when visit.Link.Topic is { } kind => new DealAction.Judge(kind, ActionModel.SaidBy(visit.Link.Purpose), form["reason"].ToString()),
        (not LinkPurpose.Park, "retract") when visit.Link.Topic is { } kind => new DealAction.Retract(kind, ActionModel.SaidBy(visit.Link.Purpose)),
        _ => null,
    };

    private DateOnly UntilOf(LinkVisit visit, IFormCollection form)
    {
        var (today, _) = actions.DaysOf(visit.Reader);
        return ActionModel.ChoiceOf(form["days"]) switch
        {
            ActionModel.ThreeDays => today.AddDays(3),
            ActionModel.SevenDays => today.AddDays(7),
            _ => DateOnly.TryParseExact(form["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : today,
        };
    }

    private ActionModel Model(LinkVisit visit, ShownDeal deal)
    {
        var (today, latest) = actions.DaysOf(visit.Reader);
        return new()
        {
            Purpose = visit.Link.Purpose,
            Kind = visit.Link.Topic,
            Deal = deal,
            Reader = visit.Reader,
            People = visit.People,
            Now = visit.Now,
            Today = today,
            Latest = latest,
        };
    }

    private Task<IResult> PageAsync(ActionModel model, int status = StatusCodes.Status200OK) =>
        renderer.RenderAsync<ActionPage>(new(model.Title) { IsNarrow = true }, model, status);

    private static DealKey DealOf(LinkVisit visit) => DealKey.Parse(visit.Link.Deal!);

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
