using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SalesSignals.Cli.Demo;

/// <summary>Made-up customers, what they buy, and who works there.</summary>
internal static class OrganisationNames
{
    private static readonly ImmutableArray<string> Firsts =
    [
        "Bright", "Cedar", "Copper", "Fern", "Gale", "Harbour", "Hazel", "Iron", "Juniper", "Lantern", "Maple", "Marsh", "North",
        "Oak", "Pebble", "Quarry", "River", "Saffron", "Slate", "Thistle", "Tide", "Umber", "Willow", "Winter",
    ];

    private static readonly ImmutableArray<string> Seconds =
        ["bridge", "brook", "dale", "field", "ford", "gate", "haven", "hill", "mere", "mill", "stone", "well", "wick", "worth"];

    private static readonly ImmutableArray<string> Trades =
    [
        "Logistics", "Foods", "Health", "Energy", "Textiles", "Robotics", "Insurance", "Travel", "Timber", "Optics", "Labs", "Retail",
        "Marine", "Print", "Dental", "Packaging",
    ];

    private static readonly ImmutableArray<string> Offers =
        ["rollout", "renewal", "pilot", "expansion", "platform", "warehouse module", "analytics", "group licence", "second site", "support plan"];

    private static readonly ImmutableArray<string> GivenNames =
    [
        "Aisha", "Bruno", "Clara", "Dmitri", "Elif", "Farid", "Greta", "Henrik", "Ivana", "Jakub", "Kiran", "Laura", "Mirko", "Nora",
        "Oscar", "Paula", "Rafael", "Sofia", "Tarek", "Ulla", "Victor", "Wanda", "Yusuf", "Zoe",
    ];

    private static readonly ImmutableArray<string> FamilyNames =
    [
        "Abbott", "Bianchi", "Costa", "Dubois", "Eriksen", "Fischer", "Grant", "Horvat", "Ivanov", "Jensen", "Keller", "Lopez", "Moreau",
        "Novak", "Olsen", "Petit", "Quinn", "Rossi", "Santos", "Tanaka", "Unger", "Visser", "Wagner", "Young",
    ];

    public static string Company(DemoRandom random) => $"{random.Pick(Firsts)}{random.Pick(Seconds)} {random.Pick(Trades)}";

    public static string Offer(DemoRandom random) => random.Pick(Offers);

    public static string Buyer(DemoRandom random) => $"{random.Pick(GivenNames)} {random.Pick(FamilyNames)}";

    /// <summary>A name as it stands in ids and addresses: <c>inês carvalho</c> becomes <c>ines.carvalho</c>.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
            {
                slug.Append('.');
            }
        }

        return slug.ToString();
    }
}
