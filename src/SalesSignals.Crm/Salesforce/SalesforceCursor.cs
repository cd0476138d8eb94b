using System.Globalization;

namespace SalesSignals.Crm.Salesforce;

/// <summary>The last record of a page: its id and, where pages go by time, when it was modified. Good for as long as there are records.</summary>
internal sealed record SalesforceCursor(string Id, DateTimeOffset? At)
{
    /// <summary>Which records come after it, by time and id; all, where there is none.</summary>
    public static string After(SalesforceCursor? cursor) => cursor switch
    {
        null => "",
        { At: { } at } => $" AND (SystemModstamp > {Soql.Instant(at)} OR (SystemModstamp = {Soql.Instant(at)} AND Id > {Soql.Id(cursor.Id)}))",
        _ => $" AND Id > {Soql.Id(cursor.Id)}",
    };

    public static SalesforceCursor? Read(string? text)
    {
        var isDated = false;
        DateTimeOffset at = default;
        var parts = text?.Split('|') ?? [];
        var isRead = parts is [var id, .. var rest] && SalesforceId.IsId(id) && rest switch
        {
            [] => true,
            [var time] => isDated = DateTimeOffset.TryParseExact(time, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out at),
            _ => false,
        };
        return text is null ? null
            : isRead ? new(parts[0], isDated ? at : null)
            : throw new ArgumentException("The cursor is none of Salesforce's.", nameof(text));
    }

    public override string ToString() => At is { } at ? $"{Id}|{at.ToString("O", CultureInfo.InvariantCulture)}" : Id;
}
