namespace SalesSignals.Functions.Host;

/// <summary>What a queue or timer function does. It is safe to run twice, and throws where it could not do its work.</summary>
public sealed record FunctionHandler(string FunctionName, Func<FunctionCall, CancellationToken, Task> HandleAsync);

/// <summary>The handlers of all queue and timer functions, by name.</summary>
public sealed class FunctionHandlers
{
    private readonly Dictionary<string, FunctionHandler> _byName;

    /// <exception cref="StartException">Handlers and <c>function.json</c> files do not match.</exception>
    public FunctionHandlers(FunctionCatalog catalog, IEnumerable<FunctionHandler> handlers)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _byName = handlers.ToDictionary(handler => handler.FunctionName, StringComparer.Ordinal);
        Check(catalog);
    }

    public FunctionHandler For(FunctionTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return _byName[trigger.Name];
    }

    private void Check(FunctionCatalog catalog)
    {
        string[] functions = [.. catalog.Functions.Where(function => function is not FunctionTrigger.Http).Select(function => function.Name)];
        string[] problems =
        [
            .. functions.Except(_byName.Keys).Select(name => $"{name}/function.json has no handler: register one with AddFunction(\"{name}\", …)."),
            .. _byName.Keys.Except(functions).Select(name => $"The handler '{name}' has no queue or timer trigger: add Triggers/{name}/function.json."),
        ];
        if (problems.Length > 0)
        {
            throw new StartException(string.Join(' ', problems));
        }
    }
}
