using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Tests.Telemetry;

/// <summary>Keeps every measurement of SalesSignals.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public MetricRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SalesMetrics.MeterName)
            {
                _instruments[instrument.Name] = instrument;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();

        // Whoever asks for the meter first makes it.
        _ = SalesMetrics.TimesRules;
    }

    public IReadOnlyCollection<Instrument> Instruments => [.. _instruments.Values];

    public IReadOnlyList<(string Name, double Value, string Tags)> Measured => [.. _measured];

    /// <param name="tags">As <c>name=value</c> in order, with commas between.</param>
    public double Sum(string name, string tags) => _measured.Where(one => one.Name == name && one.Tags == tags).Sum(one => one.Value);

    public IReadOnlyList<double> Values(string name, string tags) => [.. _measured.Where(one => one.Name == name && one.Tags == tags).Select(one => one.Value)];

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
