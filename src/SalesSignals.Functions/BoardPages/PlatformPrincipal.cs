using System.Text.Json;
using SalesSignals.Directory;

namespace SalesSignals.Functions.BoardPages;

/// <summary>Reads what Azure App Service Authentication says of who has signed in.</summary>
internal static class PlatformPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const int LongestHeader = 16 * 1024;

    private static readonly string[] EmailClaims =
    [
        "preferred_username", "upn", "email", "emails",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    ];

    /// <summary>Whom of the team the header means; null where it is missing, unreadable, another provider's, or about nobody on the team.</summary>
    public static Person? Of(string? header, string provider, PeopleDirectory people)
    {
        ArgumentNullException.ThrowIfNull(people);
        return header is { Length: > 0 and <= LongestHeader } && EmailsIn(header, provider) is { Count: > 0 } emails
            ? people.People.FirstOrDefault(person => person.IsActive && emails.Contains(person.Email.Trim()))
            : null;
    }

    private static HashSet<string> EmailsIn(string header, string provider)
    {
        var emails = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(header));
            var isProviders = string.Equals(Text(principal.RootElement, "auth_typ"), provider, StringComparison.OrdinalIgnoreCase);
            if (isProviders && principal.RootElement.TryGetProperty("claims", out var claims))
            {
                emails.UnionWith(claims.EnumerateArray()
                    .Where(claim => EmailClaims.Contains(Text(claim, "typ"), StringComparer.OrdinalIgnoreCase))
                    .Select(claim => Text(claim, "val")?.Trim() ?? string.Empty)
                    .Where(email => email.Contains('@', StringComparison.Ordinal)));
            }
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            emails.Clear();
        }

        return emails;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
