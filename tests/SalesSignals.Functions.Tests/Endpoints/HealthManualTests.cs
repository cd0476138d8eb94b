using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Functions.Tests.Infra;

namespace SalesSignals.Functions.Tests.Endpoints;

/// <summary>docs/operate.md has a row for each field of the health page, and for nothing else.</summary>
public sealed partial class HealthManualTests
{
    [Fact]
    public void Every_Field_Is_Documented_And_Every_Documented_Field_Is_There()
    {
        var real = Fields(HealthJson.Default.Health, "");

        Assert.Equal(real.Order(StringComparer.Ordinal), Documented().Order(StringComparer.Ordinal));
    }

    /// <summary>By their paths; what is keyed by reasons, say, is one field.</summary>
    private static IEnumerable<string> Fields(JsonTypeInfo type, string path) => type.Properties.SelectMany(property =>
    {
        var name = path + property.Name;
        var value = HealthJson.Default.GetTypeInfo(property.PropertyType)!;
        return value.Kind switch
        {
            JsonTypeInfoKind.Object => Fields(value, name + "."),
            JsonTypeInfoKind.Enumerable => Fields(HealthJson.Default.GetTypeInfo(value.ElementType!)!, name + "[]."),
            _ => [name],
        };
    });

    /// <summary>The first of a row is written with its path, those beside it without.</summary>
    private static IEnumerable<string> Documented()
    {
        var manual = Repository.Read("docs/operate.md");
        var health = manual[manual.IndexOf("### Health", StringComparison.Ordinal)..manual.IndexOf("## When something is wrong", StringComparison.Ordinal)];
        foreach (var row in Row().Matches(health).Select(match => match.Groups[1].Value))
        {
            string[] names = [.. Code().Matches(row).Select(match => match.Groups[1].Value)];
            var path = names[0][..(names[0].LastIndexOf('.') + 1)];
            yield return names[0];
            foreach (var name in names.Skip(1))
            {
                yield return path + name;
            }
        }
    }

    [GeneratedRegex(@"^\| (`[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
