using System.Globalization;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>A story's numbers as the GUIDs of Dataverse's rows, and the names of its stages.</summary>
internal static class DataverseIds
{
    public const string Organisation = "55555555-dddd-4e11-a382-0000000000d1";
    public const string Host = "contoso.crm4.dynamics.com";

    private static readonly (string Canonical, string Name)[] StageNames =
    [
        ("qualified", "1-Qualify"),
        ("discovery", "2-Develop"),
        ("evaluation", "3-Evaluate"),
        ("proposal", "4-Propose"),
        ("negotiation", "5-Negotiate"),
        ("commit", "6-Close"),
    ];

    public static IEnumerable<(string Name, string Canonical)> Stages => StageNames.Select(stage => (stage.Name, stage.Canonical));

    public static string Deal(string id) => Guid("dea10000", id);

    public static string Owner(string id) => Guid("0e000000", id);

    /// <summary>The story's owner of a GUID.</summary>
    public static string OwnerOf(string guid) => long.Parse(guid.AsSpan(guid.Length - 12), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    public static string Contact(string id) => Guid("c0000000", id);

    public static string Activity(string id) => Guid("ac000000", id);

    public static string Connection(string contactId) => Guid("cc000000", contactId);

    public static string Currency(string code) => $"c0de0000-0000-4000-8000-{string.Concat(code.Select(c => ((int)c).ToString("D4", CultureInfo.InvariantCulture)))}";

    public static string Operation(string dealId, int number) => string.Create(
        CultureInfo.InvariantCulture, $"09e80000-{number:x4}-4000-8000-{long.Parse(dealId, CultureInfo.InvariantCulture):D12}");

    public static string Stage(string canonical) => StageNames.FirstOrDefault(stage => stage.Canonical == canonical).Name ?? canonical;

    private static string Guid(string kind, string id) => string.Create(
        CultureInfo.InvariantCulture, $"{kind}-0000-4000-8000-{long.Parse(id, CultureInfo.InvariantCulture):D12}");
}
