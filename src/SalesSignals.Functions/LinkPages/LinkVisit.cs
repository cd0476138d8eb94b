using SalesSignals.Directory;
using SalesSignals.Links;

namespace SalesSignals.Functions.LinkPages;

/// <summary>Somebody has followed a link of one of their emails.</summary>
public sealed record LinkVisit(HttpContext Http, Link Link, Person Reader, PeopleDirectory People, DateTimeOffset Now)
{
    public CancellationToken Aborted => Http.RequestAborted;

    public bool IsPost => HttpMethods.IsPost(Http.Request.Method);
}
