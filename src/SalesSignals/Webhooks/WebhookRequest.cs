namespace SalesSignals.Webhooks;

/// <summary>A webhook as it came over the wire.</summary>
/// <param name="Method">The HTTP method, upper case.</param>
/// <param name="Urls">
/// The complete URLs the sender may have signed, most trusted first: the configured public address with the raw path and query, then
/// what scheme and host the request itself names.
/// </param>
/// <param name="Headers">Header values by name, whatever the case; a header sent twice has two values.</param>
/// <param name="Body">The exact bytes.</param>
public sealed record WebhookRequest(
    string Method,
    IReadOnlyList<string> Urls,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Headers,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>The only value of a header; null where it is missing or was sent more than once.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;
}
