using System.Buffers;
using System.IO.Compression;

namespace SalesSignals.Webhooks;

/// <summary>
/// Makes bodies small for storage. Brotli at its quick settings: as fast as gzip on the few kilobytes of a webhook, smaller, and its
/// decoder writes into a buffer of the size that we noted, so a body cannot grow beyond it.
/// </summary>
internal static class BodyCompression
{
    public const string Brotli = "br";

    /// <summary>As it came: already compressed, encrypted or too short to gain.</summary>
    public const string Identity = "identity";

    /// <summary>Most webhooks are no larger; for them a third less time is worth a tenth more bytes.</summary>
    private const int SmallBody = 16 * 1024;

    private const int Window = 18;

    public static (string Encoding, ReadOnlyMemory<byte> Bytes) Compress(ReadOnlyMemory<byte> body)
    {
        var buffer = new byte[body.Length];
        return BrotliEncoder.TryCompress(body.Span, buffer, out var written, body.Length <= SmallBody ? 0 : 1, Window)
            ? (Brotli, buffer.AsMemory(0, written))
            : (Identity, body);
    }

    /// <summary>The body of exactly <paramref name="length"/> bytes, or null where the bytes do not hold one.</summary>
    public static byte[]? Decompress(string encoding, ReadOnlySpan<byte> bytes, int length) => encoding switch
    {
        Identity => bytes.Length == length ? bytes.ToArray() : null,
        Brotli => Unpack(bytes, length),
        _ => null,
    };

    private static byte[]? Unpack(ReadOnlySpan<byte> bytes, int length)
    {
        var body = new byte[length];
        using var decoder = new BrotliDecoder();
        var status = decoder.Decompress(bytes, body, out var consumed, out var written);
        return status is OperationStatus.Done && written == length && consumed == bytes.Length ? body : null;
    }
}
