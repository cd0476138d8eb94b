using System.Net;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Directory;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Functions.Pages;
using SalesSignals.Links;

namespace SalesSignals.Functions.BoardPages;

/// <summary>
/// Who is signed in. A session is a sealed token in a cookie, and nothing is kept of it: it ends with its time, with the key it is sealed
/// by, or as soon as the directory says that its person has left.
/// </summary>
public sealed class BoardSessions(LinkSigner signer, BoardOptions options, PublicAddress address, IHostEnvironment environment)
{
    private const string CookieName = "salessignals-board";

    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public Session? Find(HttpContext context, PeopleDirectory people, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(people);
        if (context.Request.Cookies[CookieName] is { } cookie
            && signer.Open(cookie, now) is LinkVerdict.Valid { Link: { Purpose: LinkPurpose.Session } link }
            && people.ById(link.PersonId) is { IsActive: true } viewer)
        {
            return new(viewer, Fingerprint(cookie), IsPlatforms: false);
        }

        return options.PlatformSignIn is { } provider && PlatformPrincipal.Of(context.Request.Headers[PlatformPrincipal.Header], provider, people) is { } known
            ? new(known, Fingerprint($"{provider}|{known.Id}"), IsPlatforms: true)
            : null;
    }

    public void Begin(HttpContext context, Person viewer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(viewer);
        var token = signer.Seal(new(LinkPurpose.Session, viewer.Id, null, null, now + Life));
        context.Response.Cookies.Append(CookieName, token, Cookie(context.Request, Life));
    }

    public void End(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Delete(CookieName, Cookie(context.Request, life: null));
    }

    public string FormTokenOf(Session session, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        return signer.Seal(new(LinkPurpose.Form, session.Viewer.Id, null, session.Key, now + Life));
    }

    /// <summary>Whether a form was on a page that we have shown in this very session.</summary>
    public bool IsOurs(string? formToken, Session session, DateTimeOffset now) =>
        signer.Open(formToken, now) is LinkVerdict.Valid { Link: { Purpose: LinkPurpose.Form } form }
        && form.PersonId == session.Viewer.Id && form.Topic == session.Key;

    private CookieOptions Cookie(HttpRequest request, TimeSpan? life) => new()
    {
        HttpOnly = true,
        Secure = !IsTriedOutHere(request),
        SameSite = SameSiteMode.Lax,
        Path = BoardAddress.Home,
        MaxAge = life,
        IsEssential = true,
    };

    /// <summary>On a developer's own machine there may be no TLS; nowhere else.</summary>
    private bool IsTriedOutHere(HttpRequest request)
    {
        var host = address.Value is { } value ? new Uri(value) : new Uri($"{request.Scheme}://{request.Host}");
        return environment.IsDevelopment() && host.Scheme == Uri.UriSchemeHttp && host.IsLoopback
            && request.HttpContext.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote);
    }

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
