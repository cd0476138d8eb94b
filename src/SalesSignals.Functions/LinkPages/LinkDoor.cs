using SalesSignals.Directory;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Functions.Pages;
using SalesSignals.Links;

namespace SalesSignals.Functions.LinkPages;

/// <summary>
/// Lets the reader of an email in by one of its links, for what the link is for and nothing else. Who is turned away learns neither whose
/// link it was nor what it was about.
/// </summary>
public sealed class LinkDoor(InstallationLinks links, DirectoryStore directory, PageRenderer renderer, TimeProvider time)
{
    private static readonly Message NotSetUp = new("Links are not set up", "Whoever looks after SalesSignals has to set Links__SigningKeys__0 first. Nothing was changed.") { Next = null };

    private static readonly Message Unknown = new(
        "That link does not work", "It may have been cut on its way: copy all of it, or use one of a newer email. Nothing was changed.") { Next = null };

    private static readonly Message TooOld = new(
        "That link is too old", "Your newest email has one that works. Nothing was changed.") { Next = null };

    private static readonly Message NotOnTheTeam = new(
        "That link is no longer in use", "It was for somebody who is not on the sales team any more. Nothing was changed.") { Next = null };

    public async Task<IResult> EnterAsync(HttpContext context, Func<LinkPurpose, bool> leadsHere, Func<LinkVisit, Task<IResult>> visit)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(leadsHere);
        ArgumentNullException.ThrowIfNull(visit);
        if (links.Signer is not { } signer)
        {
            return await SayAsync(NotSetUp, StatusCodes.Status503ServiceUnavailable);
        }

        var now = time.GetUtcNow();
        switch (signer.Open(context.GetRouteValue("token") as string, now))
        {
            case LinkVerdict.Valid { Link: var link } when leadsHere(link.Purpose):
                var people = await directory.ReadAsync(context.RequestAborted);
                return people.ById(link.PersonId) is { IsActive: true } reader
                    ? await visit(new(context, link, reader, people, now))
                    : await SayAsync(NotOnTheTeam, StatusCodes.Status403Forbidden);
            case LinkVerdict.Expired { Link: var link } when leadsHere(link.Purpose):
                return await SayAsync(TooOld, StatusCodes.Status410Gone);
            default:
                return await SayAsync(Unknown, StatusCodes.Status404NotFound);
        }
    }

    /// <summary>A page that stands alone: who comes by a link is not signed in.</summary>
    public Task<IResult> SayAsync(Message message, int status)
    {
        ArgumentNullException.ThrowIfNull(message);
        return renderer.RenderAsync<MessagePage>(new(message.Title) { IsNarrow = true }, message, status);
    }
}
