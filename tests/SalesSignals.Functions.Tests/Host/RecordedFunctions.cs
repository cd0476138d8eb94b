using System.Collections.Concurrent;
using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Tests.Host;

/// <summary>Stands in for what functions do: remembers each call and does as the test says.</summary>
internal sealed class RecordedFunctions
{
    public ConcurrentQueue<FunctionCall> Calls { get; } = new();

    /// <summary>What a function does; by default nothing.</summary>
    public Func<FunctionCall, CancellationToken, Task> Does { get; set; } = (_, _) => Task.CompletedTask;

    public FunctionHandlers Handlers(FunctionCatalog catalog) =>
        new(catalog, catalog.Functions.Where(function => function is not FunctionTrigger.Http).Select(function => new FunctionHandler(function.Name, HandleAsync)));

    public Task HandleAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        return Does(call, cancellationToken);
    }
}
