using SalesSignals.Links;

namespace SalesSignals.Functions.BoardPages;

/// <summary>The page of who is not signed in.</summary>
/// <param name="Why">What happened to their link, and what to do.</param>
public sealed record SignInQuestion(string Title, string Why)
{
    public static SignInQuestion NotSignedIn { get; } = new("Sign in", "The board is for the sales team. Open it from one of your emails, or ask for a link.");

    public static SignInQuestion LinkExpired { get; } = new(
        "That link is too old", "Links into the board work for a few days, since they lie in a mailbox. Ask for a new one; your emails of today have one, too.");

    public static SignInQuestion LinkInvalid { get; } = new(
        "That link does not work", "It may have been cut on its way: copy all of it, or ask for a new one.");

    public static SignInQuestion NotOnTheTeam { get; } = new(
        "You are not on the team", "Nobody who may see the board goes by what this link, or your organisation's sign-in, says. Ask whoever looks after SalesSignals.");

    public static SignInQuestion Asked { get; } = new("Look into your mailbox", string.Empty) { IsAsked = true };

    public bool IsAsked { get; private init; }

    public int Days { get; } = LinkMaker.SignInLife.Days;
}
