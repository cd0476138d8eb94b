using System.Text.Json;

namespace SalesSignals.Functions.Host;

/// <summary>
/// The functions of the app and what triggers them, read from the same <c>function.json</c> files as the Functions host reads: folders
/// directly beside <c>host.json</c>. There is no other list of triggers.
/// </summary>
public sealed class FunctionCatalog
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Dictionary<string, FunctionTrigger> _byName;

    public FunctionCatalog(IEnumerable<FunctionTrigger> functions)
    {
        Functions = [.. functions.OrderBy(function => function.Name, StringComparer.Ordinal)];
        _byName = Functions.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<FunctionTrigger> Functions { get; }

    /// <summary>Finds a function by name, whatever its case, as the host does.</summary>
    public FunctionTrigger? Find(string name) => _byName.GetValueOrDefault(name);

    public IEnumerable<T> Of<T>() where T : FunctionTrigger => Functions.OfType<T>();

    /// <exception cref="StartException">There are no functions, or one is not described as it must be.</exception>
    public static FunctionCatalog Read(string folder)
    {
        FunctionTrigger[] functions = [.. System.IO.Directory.EnumerateDirectories(folder)
            .Select(function => Path.Combine(function, "function.json"))
            .Where(File.Exists)
            .Select(ReadFile)];
        return functions.Length > 0
            ? new(functions)
            : throw new StartException($"There is no */function.json in '{folder}'. Start the app from a build or publish folder.");
    }

    private static FunctionTrigger ReadFile(string file)
    {
        var name = Path.GetFileName(Path.GetDirectoryName(file))!;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
            return ReadTrigger(name, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StartException($"{name}/function.json cannot be used: {e.Message}", e);
        }
    }

    private static FunctionTrigger ReadTrigger(string name, JsonElement function)
    {
        var trigger = function.GetProperty("bindings").EnumerateArray()
            .Single(binding => Text(binding, "type").EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
        var binding = Text(trigger, "name");

        return Text(trigger, "type") switch
        {
            "httpTrigger" => new FunctionTrigger.Http(name, binding, Text(trigger, "route"), Methods(trigger)),
            "queueTrigger" => new FunctionTrigger.Queue(name, binding, Text(trigger, "queueName")),
            "timerTrigger" => new FunctionTrigger.Timer(name, binding, Text(trigger, "schedule")),
            var type => throw new InvalidOperationException($"'{type}' is no trigger that this app knows."),
        };
    }

    private static string[] Methods(JsonElement trigger) =>
        [.. trigger.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())];

    private static string Text(JsonElement binding, string property) =>
        binding.GetProperty(property).GetString() ?? throw new InvalidOperationException($"'{property}' is null.");
}
