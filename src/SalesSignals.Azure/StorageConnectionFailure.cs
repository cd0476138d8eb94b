using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json;
using Azure;
using Azure.Identity;
using SalesSignals.Storage;

namespace SalesSignals.Azure;

/// <summary>Tells "the store cannot be reached or cannot serve now" from everything else that can go wrong.</summary>
internal static class StorageConnectionFailure
{
    /// <summary>Runs a call within <see cref="StorageConnectionTimeouts.Total"/>.</summary>
    /// <exception cref="StorageUnavailableException">The store did not serve it, retries included.</exception>
    public static async Task<T> BoundAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StorageConnectionTimeouts.Total);
        try
        {
            return await call(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
        {
            throw new OperationCanceledException("Cancelled by the caller.", e, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsUnavailable(e))
        {
            throw Unavailable(what, e, mayBeWritten: false);
        }
    }

    public static StorageUnavailableException Unavailable(string what, Exception e, bool mayBeWritten) =>
        new($"{what}: storage is unavailable ({Short(e)}).", e) { MayBeWritten = mayBeWritten };

    /// <summary>Whether a later try may well succeed, nothing being wrong with the request.</summary>
    public static bool IsUnavailable(Exception e) => e switch
    {
        RequestFailedException failed => IsUnavailable(failed.Status),
        AggregateException all => all.InnerExceptions.Any(IsUnavailable),
        // The identity endpoint is part of the store's being reachable.
        AuthenticationFailedException => true,
        OperationCanceledException or IOException or HttpRequestException or SocketException or TimeoutException or JsonException => true,
        _ => false,
    };

    public static bool IsUnavailable(int status) => status is 0 or 408 or 429 or >= 500;

    /// <summary>Whether a failed try certainly never reached the store.</summary>
    public static bool NeverSent(Exception e) => Innermost(e) switch
    {
        HttpRequestException http => http.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        AuthenticationFailedException => true,
        _ => false,
    };

    private static Exception Innermost(Exception e) => e is RequestFailedException { InnerException: HttpRequestException http } ? http : e;

    // Names what happened without the request or its headers.
    private static string Short(Exception e) => e switch
    {
        AggregateException all => Short(all.InnerExceptions[^1]),
        RequestFailedException { Status: > 0 } failed => $"status {failed.Status} {failed.ErrorCode}".TrimEnd(),
        RequestFailedException { InnerException: { } inner } => Short(inner),
        HttpRequestException http => http.HttpRequestError.ToString(),
        OperationCanceledException => "no answer in time",
        AuthenticationFailedException => "no token: is the managed identity assigned?",
        _ => e.GetType().Name,
    };
}
