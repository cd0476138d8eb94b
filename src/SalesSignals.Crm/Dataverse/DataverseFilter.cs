using System.Globalization;

namespace SalesSignals.Crm.Dataverse;

/// <summary>Filters as the Web API reads them. Nothing of them comes from outside but GUIDs and times, so there is nothing to escape.</summary>
internal static class DataverseFilter
{
    /// <summary>Rows whose column, by its logical name, holds one of the ids.</summary>
    public static string In(string column, IEnumerable<string> ids) =>
        $"Microsoft.Dynamics.CRM.In(PropertyName='{column}',PropertyValues=[{string.Join(',', ids.Select(id => $"'{id}'"))}])";

    /// <summary>Times in columns have whole seconds: from the second in which it begins to the one in which it ends.</summary>
    public static string Between(string column, DateTimeOffset since, DateTimeOffset until) =>
        $"{column} ge {Second(since)} and {column} lt {Second(until.AddTicks(TimeSpan.TicksPerSecond - 1))}";

    public static string From(string column, DateTimeOffset since) => $"{column} ge {Second(since)}";

    public static string And(params ReadOnlySpan<string> filters)
    {
        string[] given = [.. filters.ToArray().Where(filter => filter.Length > 0)];
        return string.Join(" and ", given.Select(filter => filter.Contains(" or ", StringComparison.Ordinal) ? $"({filter})" : filter));
    }

    /// <summary>
    /// Open, or closed since a day. One that was closed without saying when, as imports leave them, counts by when it was last changed.
    /// </summary>
    public static string OpenOrClosedSince(DateTimeOffset since) => string.Create(
        CultureInfo.InvariantCulture,
        $"statecode eq 0 or actualclosedate ge {since.UtcDateTime:yyyy-MM-dd} or (actualclosedate eq null and modifiedon ge {Second(since)})");

    public static string Second(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
