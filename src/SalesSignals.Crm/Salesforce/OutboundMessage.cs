using System.Diagnostics.CodeAnalysis;
using System.Xml.Linq;

namespace SalesSignals.Crm.Salesforce;

/// <summary>A SOAP envelope with the notifications of one organisation. Elements are known by namespace and name, whatever their prefix.</summary>
internal sealed class OutboundMessage
{
    private static readonly XName Organization = SoapXml.Outbound + "OrganizationId";
    private static readonly XName Enterprise = SoapXml.Outbound + "EnterpriseUrl";
    private static readonly XName Notification = SoapXml.Outbound + "Notification";

    private readonly XDocument _document;
    private readonly XElement _notifications;

    private OutboundMessage(XDocument document, XElement notifications) => (_document, _notifications) = (document, notifications);

    /// <summary>Null only where there are no notifications either.</summary>
    public string? OrganizationId => _notifications.Element(Organization)?.Value.Trim();

    /// <summary>The address of the organisation's API, whose host is that of its pages.</summary>
    public string? EnterpriseUrl => _notifications.Element(Enterprise)?.Value.Trim();

    public IEnumerable<XElement> Notifications => _notifications.Elements(Notification);

    /// <summary>Reads a body, or says what is wrong with it without quoting it.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> body, [NotNullWhen(true)] out OutboundMessage? message, [NotNullWhen(false)] out string? problem)
    {
        message = SoapXml.TryLoad(body, out var document, out problem) && NotificationsOf(document) is { } notifications
            ? new(document, notifications)
            : null;
        problem ??= message is null
            ? "The body must be a SOAP 1.1 envelope with one notifications element, as Salesforce sends it."
            : message.WrongOrganization();
        return problem is null && message is not null;
    }

    /// <summary>What is wrong with a body, without quoting it; null where it can be read.</summary>
    public static string? Problem(ReadOnlyMemory<byte> body) => TryRead(body, out _, out var problem) ? null : problem;

    /// <summary>
    /// The body without session ids, keys to the organisation's API that Salesforce sent until 2026. A body that holds none is returned as it is.
    /// </summary>
    public static ReadOnlyMemory<byte> WithoutSession(ReadOnlyMemory<byte> body)
    {
        if (!SoapXml.TryLoad(body, out var document, out var problem))
        {
            throw new ArgumentException(problem, nameof(body));
        }

        var sessions = document.Descendants().Where(element => element.Name.LocalName is "SessionId" && element.Value.Length > 0).ToList();
        sessions.Remove();
        return sessions.Count == 0 ? body : SoapXml.Save(document);
    }

    /// <summary>A body that holds one of the notifications alone. The namespaces that were declared around it stay in force.</summary>
    public byte[] Alone(XElement notification)
    {
        var document = new XDocument(_document.Declaration, Shell(_document.Root!));
        NotificationsOf(document)!.Add(_notifications.Element(Organization), _notifications.Element(Enterprise), notification);
        return SoapXml.Save(document);
    }

    /// <summary>Envelope, body and notifications element with their attributes and nothing in them.</summary>
    private static XElement Shell(XElement element) => new(
        element.Name,
        element.Attributes(),
        element.Elements(SoapXml.Soap + "Body").Concat(element.Elements(SoapXml.Outbound + "notifications")).Select(Shell));

    private static XElement? NotificationsOf(XDocument document) =>
        Only(Only(Only(document, SoapXml.Soap + "Envelope"), SoapXml.Soap + "Body"), SoapXml.Outbound + "notifications");

    private static XElement? Only(XContainer? parent, XName name) => parent?.Elements(name).Take(2).ToList() is [var only] ? only : null;

    private string? WrongOrganization() => _notifications.Elements(Organization).Count() switch
    {
        1 => null,
        0 when !Notifications.Any() => null,
        _ => "The notifications element must name one OrganizationId.",
    };
}
