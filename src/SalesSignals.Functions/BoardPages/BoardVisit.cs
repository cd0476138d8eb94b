using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Functions.Pages;

namespace SalesSignals.Functions.BoardPages;

/// <summary>Somebody who is signed in asks for a page.</summary>
public sealed record BoardVisit(HttpContext Http, Session Session, PeopleDirectory People, DateTimeOffset Now)
{
    public required PageRenderer Renderer { get; init; }

    public required ImmutableArray<NavigationItem> Navigation { get; init; }

    public required string FormToken { get; init; }

    public Person Viewer => Session.Viewer;

    /// <summary>Whose deals they see.</summary>
    public BoardScope Scope { get; } = BoardScope.Of(People, Session.Viewer);

    public CancellationToken Aborted => Http.RequestAborted;

    public IQueryCollection Query => Http.Request.Query;

    /// <typeparam name="TPage">A component that takes what it shows in a parameter named <c>Model</c>.</typeparam>
    public Task<IResult> PageAsync<TPage>(string title, object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        Renderer.RenderAsync<TPage>(new(title) { Viewer = Viewer, Navigation = Navigation, FormToken = FormToken, IsPlatforms = Session.IsPlatforms }, model, status);

    /// <summary>The one answer to what is not there and to what is not theirs to see.</summary>
    public Task<IResult> NotFoundAsync() => PageAsync<MessagePage>(Message.NotFound.Title, Message.NotFound, StatusCodes.Status404NotFound);
}
