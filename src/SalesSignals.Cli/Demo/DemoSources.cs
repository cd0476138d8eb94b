using System.Collections;
using System.Collections.Immutable;

namespace SalesSignals.Cli.Demo;

/// <summary>The CRMs of an organisation. Their APIs end with it.</summary>
internal sealed class DemoSources : IReadOnlyCollection<DemoSource>, IAsyncDisposable
{
    private ImmutableArray<DemoSource> _sources = [];

    private DemoSources()
    {
    }

    public int Count => _sources.Length;

    public static async Task<DemoSources> StartAsync(Organisation organisation, TimeProvider time)
    {
        var started = new DemoSources();
        foreach (var dialect in organisation.Dialects)
        {
            started._sources = started._sources.Add(await DemoSource.StartAsync(dialect, organisation, time));
        }

        return started;
    }

    public IEnumerator<DemoSource> GetEnumerator() => _sources.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }
    }
}
