using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Links;

/// <summary>Makes the addresses that emails carry. Each is for one reader.</summary>
/// <param name="publicBaseAddress">Where the world reaches this installation, such as <c>https://signals.example.com</c>.</param>
public sealed class LinkMaker(Uri publicBaseAddress, LinkSigner signer)
{
    /// <summary>An email is read on the day, or after a holiday.</summary>
    public static readonly TimeSpan ActionLife = TimeSpan.FromDays(21);

    /// <summary>Who looks for an old email to end the mail must not find that it no longer works.</summary>
    public static readonly TimeSpan PreferencesLife = TimeSpan.FromDays(365);

    /// <summary>A way into the board that lies in a mailbox should not lie there for long.</summary>
    public static readonly TimeSpan SignInLife = TimeSpan.FromDays(3);

    private readonly string _base = publicBaseAddress.AbsoluteUri.TrimEnd('/');

    /// <summary>Do something about a deal, or one of its signals: leads to a page that asks first.</summary>
    public string Action(LinkPurpose purpose, Person reader, DealKey deal, string? signal, DateTimeOffset now) =>
        Address("actions", new(purpose, Id(reader), deal.ToString(), signal, now + ActionLife));

    public string Preferences(Person reader, DateTimeOffset now) =>
        Address("preferences", new(LinkPurpose.Preferences, Id(reader), null, null, now + PreferencesLife));

    /// <summary>One click, one POST: no more mail of this kind (RFC 8058).</summary>
    public string Unsubscribe(Person reader, string emailKind, DateTimeOffset now) =>
        Address("preferences", new(LinkPurpose.Unsubscribe, Id(reader), null, emailKind, now + PreferencesLife));

    /// <summary>Into the board, as the reader; at once to a deal where one is given.</summary>
    public string SignIn(Person reader, DealKey? deal, DateTimeOffset now) =>
        Address("board/enter", new(LinkPurpose.SignIn, Id(reader), deal?.ToString(), null, now + SignInLife));

    private string Address(string path, Link link) => $"{_base}/api/{path}/{signer.Seal(link)}";

    private static string Id(Person reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Id;
    }
}
