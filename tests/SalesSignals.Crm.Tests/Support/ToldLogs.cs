using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>Keeps all that is logged: the sentence, each value of it, and an exception with all it holds.</summary>
internal sealed class ToldLogs : ILoggerFactory, ILogger
{
    public ConcurrentQueue<string> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> named ? string.Join(' ', named.Select(value => $"{value.Key}={value.Value}")) : "";
        Entries.Enqueue($"{formatter(state, exception)} {values} {exception}");
    }
}
