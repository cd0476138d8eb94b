using System.Text.Json.Nodes;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>What must never be told on: a person's name and address and a secret, put into foreign texts in the place of whatever stood there.</summary>
internal static class Markers
{
    public const string Name = "Berta Marker-Brandt";
    public const string Email = "berta.marker@customer.example";
    public const string Secret = "SG.marker-5ecret-0123456789";

    private const string Half = "~half~";

    /// <summary>A marker as it is, as the name of a member, in a list, before half a character, and after what may look like more than an id.</summary>
    private static readonly Func<string, JsonNode?>[] Forms =
    [
        marker => marker,
        marker => new JsonObject { [marker] = marker },
        marker => new JsonArray(marker),
        marker => marker + Half,
        marker => $"{marker}\n{Secret}",
    ];

    private static readonly string[] All = [Name, Email, Secret];

    /// <summary>The same with one value, or the name of one member, replaced by a marker.</summary>
    public static string Put(JsonNode json, Random random)
    {
        var copy = json.DeepClone();
        var places = Places(copy).ToList();
        if (places.Count == 0)
        {
            return copy.ToJsonString();
        }

        var (parent, key) = places[random.Next(places.Count)];
        var marker = All[random.Next(All.Length)];
        var put = Forms[random.Next(Forms.Length)](marker);
        switch (parent)
        {
            case JsonObject members when random.Next(10) == 0:
                var value = members[(string)key]?.DeepClone();
                members.Remove((string)key);
                members[marker] = value;
                break;
            case JsonObject members:
                members[(string)key] = put;
                break;
            case JsonArray items:
                items[(int)key] = put;
                break;
        }

        return copy.ToJsonString().Replace(Half, "\\ud800", StringComparison.Ordinal);
    }

    /// <summary>The same with what stands between two tags, or in quotes, replaced by a marker.</summary>
    public static string PutIntoXml(string xml, Random random)
    {
        var marker = All[random.Next(All.Length)];
        var (opening, closing) = random.Next(3) == 0 ? ('"', '"') : ('>', '<');
        var from = xml.IndexOf(opening, random.Next(xml.Length)) + 1;
        var end = from > 0 ? xml.IndexOf(closing, from) : -1;
        return end < 0 ? xml : xml[..from] + marker + xml[end..];
    }

    public static void AssertNone(string told)
    {
        foreach (var marker in (string[])[.. All, "Marker-Brandt", "berta.marker", "5ecret"])
        {
            Assert.DoesNotContain(marker, told, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.ToList().SelectMany(member => Places(member.Value).Prepend((members, (object)member.Key))),
        JsonArray items => items.Index().ToList().SelectMany(item => Places(item.Item).Prepend((items, (object)item.Index))),
        _ => [],
    };
}
