namespace SalesSignals.Functions.Pages;

/// <summary>Where the board's pages are. Addresses name deals by key, and nobody by name or email: they end in logs and histories.</summary>
public static class BoardAddress
{
    public const string Home = "/api/board";

    /// <summary>Where the platform ends the sign-in that it has made.</summary>
    public const string PlatformSignOut = "/.auth/logout";

    public const string SignOut = "/api/board/sign-out";
    public const string NewLink = "/api/board/new-link";

    /// <param name="path">As a page is registered, such as <c>week</c>; empty for the first one.</param>
    public static string Of(string path) => path.Length == 0 ? Home : $"{Home}/{path}";

    /// <param name="deal">Its key, <c>source:id</c>.</param>
    public static string Deal(string deal) => $"{Of("deal")}?deal={Uri.EscapeDataString(deal)}";
}
