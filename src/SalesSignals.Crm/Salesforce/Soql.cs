using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// Salesforce's query language. What goes into a query is an id, a time or a day that was read and is written anew here, never a text
/// from outside.
/// </summary>
internal static class Soql
{
    public static string Select(IEnumerable<string> fields, string type, string where, string orderBy, int limit) => string.Create(
        CultureInfo.InvariantCulture, $"SELECT {string.Join(',', fields)} FROM {type} WHERE {where} ORDER BY {orderBy} LIMIT {limit}");

    public static string Count(string type, string where) => $"SELECT COUNT() FROM {type} WHERE {where}";

    public static string In(string field, IEnumerable<string> ids) => $"{field} IN ({string.Join(',', ids.Select(Id))})";

    /// <exception cref="UnreadableEventException">It is no id.</exception>
    public static string Id(string id) => $"'{SalesforceId.Read(id, "The id")}'";

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Within(string field, CrmWalk.Changes changes) =>
        $"{field} >= {Instant(changes.Since)} AND {field} < {Instant(changes.Until)}";
}
