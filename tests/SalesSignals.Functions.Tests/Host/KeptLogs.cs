using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Functions.Tests.Host;

/// <summary>Keeps all that is logged: sentences with each of their values, exceptions with all they hold, and the scopes around them.</summary>
internal sealed class KeptLogs : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    public ConcurrentQueue<string> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(KeptLogs log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var entry = new StringBuilder($"{category}: {formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
            {
                entry.AppendJoin(' ', values.Select(value => $"{value.Key}={value.Value}"));
            }

            log._scopes?.ForEachScope((scope, text) => text.Append(" => ").Append(scope), entry);
            log.Entries.Enqueue(entry.ToString());
        }
    }
}
