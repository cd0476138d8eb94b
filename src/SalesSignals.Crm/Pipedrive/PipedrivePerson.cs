using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>A person on the buyer's side. Pipedrive has no field for what they decide.</summary>
internal static class PipedrivePerson
{
    public static ContactFacts Facts(PipedriveFields person, string id) => new()
    {
        Id = id,
        Name = EventText.Name(person.Text("name")),
        Email = EventText.Email(Email(person), "emails"),
    };

    private static string? Email(PipedriveFields person)
    {
        var emails = person.Parts("emails").Where(email => email.Text("value") is not null).ToList();
        var primary = emails.FindIndex(email => email.IsTrue("primary"));
        return emails.Count == 0 ? null : emails[Math.Max(primary, 0)].Text("value");
    }
}
