using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Directory;

namespace SalesSignals.Cli.People;

/// <summary>Reads one line, and notes all that is wrong with it.</summary>
/// <param name="field">A field by its column; null where it is empty or missing.</param>
internal sealed class PeopleRow(int line, Func<string, string?> field)
{
    private const int MaxLength = 200;
    private const int MostSpans = 100;

    private readonly List<PeopleError> _errors = [];

    public int Line { get; } = line;

    public IReadOnlyList<PeopleError> Errors => _errors;

    public Person Read()
    {
        var person = new Person
        {
            Id = Text("id", isRequired: true),
            Name = Text("name", isRequired: true),
            Email = Email(),
            Role = Role(),
            ManagerId = Optional("manager"),
            Team = Optional("team"),
            TimeZone = TimeZone(),
            Culture = Culture(),
            QuarterlyQuota = Quota(),
        };
        return person with { QuotaCurrency = Currency(person.QuarterlyQuota), OwnerKeys = Owners(), IsActive = IsActive(), Leave = Leave() };
    }

    public static string RoleName(PersonRole role) => role switch
    {
        PersonRole.Manager => "manager",
        PersonRole.Admin => "admin",
        _ => "rep",
    };

    private string Text(string column, bool isRequired)
    {
        var text = field(column);
        if (text is null && isRequired)
        {
            Refuse($"{column} is empty");
        }
        else if (text?.Length > MaxLength)
        {
            Refuse($"{column} is longer than {MaxLength} characters");
        }

        return text ?? "";
    }

    private string? Optional(string column) => Text(column, isRequired: false) is { Length: > 0 } text ? text : null;

    private string Email()
    {
        var email = Text("email", isRequired: true);
        if (email.Length > 0 && (email.Split('@') is not [{ Length: > 0 }, { Length: > 2 } domain] || !domain.Contains('.', StringComparison.Ordinal) || email.Any(char.IsWhiteSpace)))
        {
            Refuse($"email '{email}' is no email address");
        }

        return email;
    }

    private PersonRole Role()
    {
        switch (field("role")?.ToLowerInvariant())
        {
            case null or "rep":
                return PersonRole.Rep;
            case "manager":
                return PersonRole.Manager;
            case "admin":
                return PersonRole.Admin;
            default:
                Refuse($"role '{field("role")}' is not known; it is rep, manager or admin");
                return PersonRole.Rep;
        }
    }

    private string TimeZone()
    {
        var zone = field("timezone") ?? "Etc/UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) || !found.HasIanaId)
        {
            Refuse($"timezone '{zone}' is no IANA time zone such as Europe/London");
        }

        return zone;
    }

    private string? Culture()
    {
        var culture = Optional("culture");
        if (culture is not null && !ReaderCulture.IsKnown(culture))
        {
            Refuse($"culture '{culture}' is no known one such as de-DE or en-US");
        }

        return culture;
    }

    private decimal? Quota()
    {
        if (field("quota") is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quota))
        {
            return quota;
        }

        Refuse($"quota '{text}' is no amount such as 250000");
        return null;
    }

    private string? Currency(decimal? quota)
    {
        var currency = field("currency")?.ToUpperInvariant();
        if (currency is null ? quota is not null : currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))
        {
            Refuse(currency is null ? "a quota needs a currency such as EUR" : $"currency '{currency}' is no ISO code such as EUR");
        }

        return currency;
    }

    private ImmutableArray<string> Owners()
    {
        var owners = (field("owners") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var owner in owners.Where(owner => owner.IndexOf(':', StringComparison.Ordinal) is var colon && (colon < 1 || colon == owner.Length - 1)))
        {
            Refuse($"owner '{owner}' must be written source:id, such as hubspot:123");
        }

        return [.. owners.Select(owner => owner.Split(':', 2) is [var source, var id] ? $"{source.ToLowerInvariant()}:{id}" : owner)];
    }

    private bool IsActive()
    {
        switch (field("active")?.ToLowerInvariant())
        {
            case null or "yes" or "true":
                return true;
            case "no" or "false":
                return false;
            default:
                Refuse($"active '{field("active")}' must be yes or no");
                return true;
        }
    }

    private ImmutableArray<Leave> Leave()
    {
        var (leave, unreadable) = LeaveText.Read(field("leave") ?? "");
        foreach (var part in unreadable)
        {
            Refuse($"leave '{part}' must be a day or a span such as 2026-12-21..2027-01-03, the first day first; several are separated by ;");
        }

        if (leave.Length > MostSpans)
        {
            Refuse(string.Create(CultureInfo.InvariantCulture, $"leave names {leave.Length} spans; at most {MostSpans} can be kept, so leave out those that are over"));
        }

        return leave;
    }

    private void Refuse(string message) => _errors.Add(new(Line, message));
}
