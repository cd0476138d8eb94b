using SalesSignals.Directory;

namespace SalesSignals.Functions.Emails;

/// <summary>The link into the board that somebody has asked for. No kind of mail to unsubscribe from: it only ever answers.</summary>
/// <param name="Period">One mail a period: whoever asks again within it gets none.</param>
public sealed record SignInMail(Person Reader, string Address, string Period, DateOnly On)
{
    public const string Kind = "sign-in";
    public const string Subject = "Your link to the SalesSignals board";
    public const string Button = "Open the board";
    public const string Footer = "You get this because somebody asked for it with your address. If that was not you, do nothing: nobody can come in without this email.";

    public static string Text { get; } = $"This link signs you in for {Links.LinkMaker.SignInLife.Days} days, on as many devices as you like. It is yours alone: do not forward it.";
}
