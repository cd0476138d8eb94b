namespace SalesSignals.Functions.Endpoints;

/// <summary>How the reading of a body ended.</summary>
public abstract record RequestBody
{
    /// <summary>Memory is taken as bytes arrive, not as they are promised.</summary>
    private const int FirstBuffer = 64 * 1024;

    private RequestBody()
    {
    }

    /// <summary>All of it, as it was sent.</summary>
    public sealed record Complete(ReadOnlyMemory<byte> Bytes) : RequestBody;

    /// <summary>
    /// The request does not say how long its body is, or says zero: the Functions host drops the body of such a request and forwards
    /// the rest, so what arrives proves nothing.
    /// </summary>
    public sealed record NoLength : RequestBody;

    public sealed record TooLarge(int MaxBytes) : RequestBody;

    /// <summary>It did not arrive in time.</summary>
    public sealed record TooSlow(TimeSpan Limit) : RequestBody;

    /// <summary>Reads the raw body once, never more than <paramref name="maxBytes"/> and never longer than <paramref name="limit"/>.</summary>
    /// <exception cref="BadHttpRequestException">The connection does not carry what it promised.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, int maxBytes, TimeSpan limit, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength is not { } length || length == 0 || request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return new NoLength();
        }

        if (length > maxBytes)
        {
            return new TooLarge(maxBytes);
        }

        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, request.HttpContext.RequestAborted);
        try
        {
            return new Complete(await ReadAsync(request.Body, (int)length, either.Token));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return new TooSlow(limit);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, int length, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(length, FirstBuffer)];
        var filled = 0;
        while (filled < length)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(length, 2 * buffer.Length));
            }

            var read = await body.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
            {
                throw new BadHttpRequestException("The body ended before its Content-Length.");
            }

            filled += read;
        }

        return buffer.AsMemory(0, filled);
    }
}
