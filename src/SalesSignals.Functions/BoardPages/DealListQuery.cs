using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using SalesSignals.Directory;
using SalesSignals.Functions.Pages;
using SalesSignals.Signals;

namespace SalesSignals.Functions.BoardPages;

/// <summary>What somebody wants to see of the list of deals; all of it stands in the address, and the people in it by a code.</summary>
public sealed record DealListQuery
{
    private const int LongestText = 100;

    /// <summary>A person's code, see <see cref="CodeOf"/>.</summary>
    public string? Rep { get; init; }

    public string? Signal { get; init; }

    public string? Stage { get; init; }

    public DealRisk? Risk { get; init; }

    public string? Search { get; init; }

    public DealSort Sort { get; init; }

    public int Page { get; init; } = 1;

    public bool IsFiltered => (Rep, Signal, Stage, Risk, Search) != default;

    public static DealListQuery Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        string? Text(string name) => query[name].ToString().Trim() is { Length: > 0 and <= LongestText } text ? text : null;
        return new()
        {
            Rep = Text("rep"),
            Signal = Text("signal"),
            Stage = Text("stage"),
            Risk = Enum.TryParse<DealRisk>(Text("risk"), ignoreCase: true, out var risk) && Enum.IsDefined(risk) ? risk : null,
            Search = Text("q"),
            Sort = Enum.TryParse<DealSort>(Text("sort"), ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : DealSort.Risk,
            Page = int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1,
        };
    }

    public string Address()
    {
        var query = new Dictionary<string, string?>
        {
            ["rep"] = Rep,
            ["signal"] = Signal,
            ["stage"] = Stage,
            ["risk"] = Risk?.ToString().ToLowerInvariant(),
            ["q"] = Search,
            ["sort"] = Sort == DealSort.Risk ? null : Sort.ToString().ToLowerInvariant(),
            ["page"] = Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(BoardAddress.Home, query.Where(pair => pair.Value is not null));
    }

    /// <summary>Stands for a person in addresses, which end in logs: an id may be a name, or an email.</summary>
    public static string CodeOf(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"person|{person.Id}")))[..12];
    }
}

/// <summary>Which deals, by what stands against them.</summary>
public enum DealRisk
{
    Any,
    High,
    Medium,
    Low,

    /// <summary>Somebody has asked for silence.</summary>
    Parked,

    /// <summary>Nothing stands against them.</summary>
    None,
}

public enum DealSort
{
    Risk,
    Amount,

    /// <summary>The nearest close date first.</summary>
    Close,

    /// <summary>Whom nobody on the buyer's side has answered for longest first.</summary>
    Quiet,
    Name,
}
