using System.Globalization;
using System.Text;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.StandIns;

/// <summary>
/// What a snapshot says of a deal, as text: without ids and stamps, and with histories as moves, so that the same life told in different
/// words, by webhooks or by an API, is the same text.
/// </summary>
internal static class DealMeaning
{
    private static readonly StageMap BuiltIn = new(Settings.SalesSettings.Default);

    /// <param name="stages">What the CRM's stage ids mean.</param>
    /// <param name="ownerOf">The story's owner of the CRM's owner id.</param>
    public static string Of(DealSnapshot deal, StageMap? stages = null, Func<string, string>? ownerOf = null)
    {
        var map = stages ?? BuiltIn;
        var view = DealView.Of(deal, map, DateTimeOffset.MaxValue.AddYears(-1));
        string Stage(string? stage) => map.Resolve(deal.Pipeline.Value, stage)?.Name() ?? $"unmapped {stage}";
        string Owner(string? id) => id is null ? "nobody" : ownerOf?.Invoke(id) ?? id;

        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{deal.Name.Value}: {StatusOf(view)}, {Money(deal.Amount.Value)} {deal.Currency.Value}, owner {Owner(deal.OwnerId.Value)}, close {Day(deal.CloseOn.Value)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"created {Instant(deal.CreatedAt.Value)}, closed {Instant(view.ClosedAt)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"stages {Moves(deal.Stages, value => Stage(value) is "won" or "lost" ? null : Stage(value))}");
        text.AppendLine(CultureInfo.InvariantCulture, $"amounts {Moves(deal.Amounts, Money)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"close dates {Moves(deal.CloseDates, Day)}");
        foreach (var line in deal.Contacts.Where(told => told.Facts is not null).Select(told => Contact(told.Facts!)).Order(StringComparer.Ordinal))
        {
            text.AppendLine(line);
        }

        var contacts = deal.Contacts.Where(told => told.Facts is not null).ToDictionary(told => told.Id, told => told.Facts!.Email ?? "?", StringComparer.Ordinal);
        foreach (var line in deal.Activities.Where(told => told.Facts is not null).Select(told => Activity(told.Facts!, contacts)).Order(StringComparer.Ordinal))
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }

    private static string StatusOf(in DealView view) => view.Status switch
    {
        DealStatus.Open => "open",
        DealStatus.Won => "won",
        DealStatus.Lost => "lost",
        _ => "deleted",
    };

    private static string Contact(ContactFacts contact) => $"contact {contact.Email} {contact.Name}{(contact.Role is { } role ? $" ({role})" : "")}";

    private static string Activity(ActivityFacts activity, Dictionary<string, string> contacts)
    {
        var people = string.Join(',', activity.ContactIds.Select(id => contacts.GetValueOrDefault(id, "?")).Order(StringComparer.Ordinal));
        var note = activity.Note is { } read ? $" note {read}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Instant(activity.StartsAt ?? activity.DueAt)} {activity.Kind} {activity.Direction} {activity.Status} until {Instant(activity.EndsAt)} due {Instant(activity.DueAt)}{(activity.Automated ? " automated" : "")} with [{people}]{note}");
    }

    /// <summary>Each time the value became another one. That there was none to begin with, some say and some do not.</summary>
    private static string Moves<T>(IEnumerable<Fact<T>> facts, Func<T?, string?> show)
    {
        var moves = new List<string>();
        string? before = null;
        foreach (var fact in facts)
        {
            if (show(fact.Value) is { } value && value != before && !(before is null && fact.Value is null))
            {
                moves.Add($"{value} {Instant(fact.At)}");
                before = value;
            }
        }

        return string.Join(" > ", moves);
    }

    private static string Money(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture) ?? "no amount";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never";

    /// <summary>To the minute: CRMs keep seconds, milliseconds or less.</summary>
    private static string Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-";
}
