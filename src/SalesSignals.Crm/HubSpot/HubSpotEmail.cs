using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>An email of the API in our words, and whether a machine wrote it. Neither its text nor its addresses go further.</summary>
internal static class HubSpotEmail
{
    private static readonly string[] Machines = ["mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "bounce", "bounces"];

    private static readonly string[] AutomaticSubjects =
    [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "out of office", "out of the office", "undeliverable", "undelivered mail",
        "delivery status notification", "mail delivery failed", "returned mail", "automatische antwort", "abwesenheit", "réponse automatique",
        "respuesta automática", "risposta automatica",
    ];

    public static ActivityFacts Facts(HubSpotObject email, NoteLexicon notes)
    {
        var direction = email.Text("hs_email_direction") switch
        {
            "EMAIL" => ActivityDirection.Outbound,

            // What is forwarded to the CRM is what the buyer wrote.
            "INCOMING_EMAIL" or "FORWARDED_EMAIL" => ActivityDirection.Inbound,
            _ => (ActivityDirection?)null,
        };
        return new()
        {
            Id = "",
            Kind = ActivityKind.Email,
            Direction = direction,
            Status = email.Text("hs_email_status") is "SCHEDULED" ? ActivityStatus.Planned : null,
            StartsAt = email.Instant("hs_timestamp"),
            Automated = direction is ActivityDirection.Inbound ? IsAutomaticAnswer(email) : IsUnsentOrSequence(email),
            Note = HubSpotActivity.Read(notes, email.Text("hs_email_text")),
        };
    }

    /// <summary>One that never arrived touched nobody.</summary>
    private static bool IsUnsentOrSequence(HubSpotObject email) =>
        email.Text("hs_email_status") is "BOUNCED" or "FAILED" || email.Text("hs_sequence_id") is not null;

    private static bool IsAutomaticAnswer(HubSpotObject email) =>
        (email.Text("hs_email_subject") is { } subject && AutomaticSubjects.Any(start => subject.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
        || (email.Text("hs_email_headers") is { } headers && AreOfMachine(headers));

    private static bool AreOfMachine(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.EnumerateObject().Any(IsOfMachine);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsOfMachine(JsonProperty header) => header.Name.ToLowerInvariant() switch
    {
        "from" when header.Value.ValueKind is JsonValueKind.Object =>
            header.Value.TryGetProperty("email", out var email) && email.ValueKind is JsonValueKind.String && IsMachine(email.GetString()!),
        "auto-submitted" => Text(header) is { Length: > 0 } text && !text.StartsWith("no", StringComparison.OrdinalIgnoreCase),
        "x-autoreply" or "x-autorespond" => true,
        "precedence" => Text(header) is "bulk" or "auto_reply" or "junk",
        _ => false,
    };

    private static string? Text(JsonProperty header) => header.Value.ValueKind is JsonValueKind.String ? header.Value.GetString() : null;

    private static bool IsMachine(string address) =>
        Machines.Contains(address.Split('@', '+')[0], StringComparer.OrdinalIgnoreCase);
}
