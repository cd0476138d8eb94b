namespace SalesSignals.Functions.BoardPages;

/// <summary>
/// Whether a browser says that another site has sent a request. What it does not say is no proof of innocence: forms carry a token besides.
/// Our pages send no referrer, so that the Origin of their own forms is <c>null</c>.
/// </summary>
internal static class CrossSite
{
    public static bool IsSaidOf(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none");
}
