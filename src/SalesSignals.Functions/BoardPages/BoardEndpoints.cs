using System.Collections.Immutable;
using SalesSignals.Directory;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Functions.Pages;
using SalesSignals.Links;
using SalesSignals.Signals;

namespace SalesSignals.Functions.BoardPages;

/// <summary>The one way onto the board: lets people in and out, and shows the page they ask for if it is for them.</summary>
public sealed class BoardEndpoints(
    IEnumerable<BoardPage> pages, InstallationLinks links, SignInLinks newLinks, DirectoryStore directory, PageRenderer renderer,
    DealAssessors assessors, BoardOptions options, PublicAddress address, IHostEnvironment environment, TimeProvider time)
{
    private readonly ImmutableArray<BoardPage> _pages = [.. pages];

    private readonly BoardSessions? _sessions = links.Signer is { } signer ? new(signer, options, address, environment) : null;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = (context.GetRouteValue("path") as string ?? string.Empty).Trim('/');
        var isPost = HttpMethods.IsPost(context.Request.Method);
        if (path == SiteStyle.Path)
        {
            return isPost ? Answers.MethodNotAllowed("GET") : SiteStyle.Answer(context);
        }

        if (_sessions is not { } sessions || links.Signer is not { } signer)
        {
            return await SayAsync(NotSetUp, StatusCodes.Status503ServiceUnavailable);
        }

        return (path, isPost) switch
        {
            (_, false) when path.StartsWith("enter/", StringComparison.Ordinal) => await EnterAsync(context, path["enter/".Length..], signer, sessions),
            ("new-link", true) => await AskForLinkAsync(context),
            _ => await VisitAsync(context, path, isPost, sessions),
        };
    }

    private static Message NotSetUp { get; } = new(
        "The board is not set up", "It needs keys to sign people in with: set Links__SigningKeys__0, and Links__PublicBaseAddress for links in emails.") { Next = null };

    private static Message NotOurForm { get; } = new(
        "Nothing was changed", "That form was not one of this session, or too old. Open the page again and repeat what you did.");

    /// <summary>Leads to an address without the token, so that it stays in no history.</summary>
    private async Task<IResult> EnterAsync(HttpContext context, string token, LinkSigner signer, BoardSessions sessions)
    {
        var now = time.GetUtcNow();
        switch (signer.Open(token, now))
        {
            case LinkVerdict.Valid { Link: { Purpose: LinkPurpose.SignIn } link }:
                if ((await directory.ReadAsync(context.RequestAborted)).ById(link.PersonId) is not { IsActive: true } viewer)
                {
                    return await AskToSignInAsync(SignInQuestion.NotOnTheTeam);
                }

                sessions.Begin(context, viewer, now);
                return TypedResults.LocalRedirect(link.Deal is { } deal ? BoardAddress.Deal(deal) : BoardAddress.Home);
            case LinkVerdict.Expired { Link.Purpose: LinkPurpose.SignIn }:
                return await AskToSignInAsync(SignInQuestion.LinkExpired);
            default:
                return await AskToSignInAsync(SignInQuestion.LinkInvalid);
        }
    }

    private async Task<IResult> AskForLinkAsync(HttpContext context)
    {
        if (!CrossSite.IsSaidOf(context.Request) && await PostedForm.ReadAsync(context.Request, time) is { } form)
        {
            await newLinks.AskAsync(form["email"].ToString(), context.RequestAborted);
        }

        return await renderer.RenderAsync<SignInPage>(new(SignInQuestion.Asked.Title) { IsNarrow = true }, SignInQuestion.Asked);
    }

    private async Task<IResult> VisitAsync(HttpContext context, string path, bool isPost, BoardSessions sessions)
    {
        var now = time.GetUtcNow();
        var people = await directory.ReadAsync(context.RequestAborted);
        if (sessions.Find(context, people, now) is not { } session)
        {
            return await AskToSignInAsync(SignInQuestion.NotSignedIn);
        }

        using var reading = ReaderCulture.For(session.Viewer, (await assessors.CurrentAsync(context.RequestAborted)).Settings.Mail.Culture);
        var page = _pages.FirstOrDefault(page => page.Path == path && page.IsFor(session.Viewer));
        var visit = new BoardVisit(context, session, people, now)
        {
            Renderer = renderer,
            Navigation = [.. from shown in _pages where shown.Label is not null && shown.IsFor(session.Viewer) select new NavigationItem(shown.Label!, BoardAddress.Of(shown.Path), shown == page)],
            FormToken = sessions.FormTokenOf(session, now),
        };
        if (!isPost)
        {
            return await (page?.ShowAsync(visit) ?? visit.NotFoundAsync());
        }

        if (CrossSite.IsSaidOf(context.Request) || await PostedForm.ReadAsync(context.Request, time) is not { } form
            || !sessions.IsOurs(form[FormToken.FieldName], session, now))
        {
            return await visit.PageAsync<MessagePage>(NotOurForm.Title, NotOurForm, StatusCodes.Status400BadRequest);
        }

        if (path == "sign-out")
        {
            sessions.End(context);
            return TypedResults.LocalRedirect(BoardAddress.Home);
        }

        return await (page?.ActAsync?.Invoke(visit, form) ?? visit.NotFoundAsync());
    }

    private Task<IResult> AskToSignInAsync(SignInQuestion question) =>
        renderer.RenderAsync<SignInPage>(new(question.Title) { IsNarrow = true }, question, StatusCodes.Status401Unauthorized);

    private Task<IResult> SayAsync(Message message, int status) =>
        renderer.RenderAsync<MessagePage>(new(message.Title) { IsNarrow = true }, message, status);
}
