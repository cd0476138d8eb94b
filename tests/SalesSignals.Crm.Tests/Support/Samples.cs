using System.Text;
using System.Text.Json;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>Files under Samples, byte for byte.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    public static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Folder, path));

    public static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(Read(path));
        return document.RootElement.Clone();
    }

    public static IEnumerable<string> Names(string folder, string pattern) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Folder, folder), pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    public static IEnumerable<JsonElement> Vectors(string scheme) =>
        Json("vectors.json").GetProperty("vectors").EnumerateArray().Where(vector => vector.GetProperty("scheme").GetString() == scheme);

    public static JsonElement Vector(string id) =>
        Json("vectors.json").GetProperty("vectors").EnumerateArray().Single(vector => vector.GetProperty("id").GetString() == id);

    public static byte[] Body(JsonElement vector)
    {
        if (vector.TryGetProperty("body_file", out var file))
        {
            return Read(file.GetString()!);
        }

        return vector.TryGetProperty("body_repeat", out var repeat)
            ? Encoding.UTF8.GetBytes(new string(repeat[0].GetString()![0], repeat[1].GetInt32()))
            : Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!);
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
