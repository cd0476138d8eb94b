using System.Buffers;
using Azure.Core;

namespace SalesSignals.Azure.Tables;

/// <summary>An answer's whole body in a rented buffer.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstSize = 64 * 1024;
    private byte[] _buffer = [];
    private int _length;

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    /// <summary>The body that came with a message's last answer.</summary>
    public static PooledBody? Of(HttpMessage message) =>
        message.TryGetProperty(typeof(PooledBody), out var body) ? (PooledBody?)body : null;

    /// <summary>Takes the body over: it outlives the message.</summary>
    public static PooledBody Take(HttpMessage message)
    {
        var body = Of(message) ?? new PooledBody();
        message.SetProperty(typeof(PooledBody), null!);
        return body;
    }

    public async ValueTask FillAsync(Stream stream, long? expected, CancellationToken cancellationToken)
    {
        Grow(expected is > 0 and < int.MaxValue / 2 ? (int)expected + 1 : FirstSize);
        while (await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            _length += read;
            if (_length == _buffer.Length)
            {
                Grow(2 * _length);
            }
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _length) = ([], 0);
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Span.CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }
}
