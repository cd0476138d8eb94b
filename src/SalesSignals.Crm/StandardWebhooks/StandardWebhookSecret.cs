namespace SalesSignals.Crm.StandardWebhooks;

/// <summary>A symmetric Standard Webhooks secret: <c>whsec_</c> and base64 of 24 to 64 bytes.</summary>
internal static class StandardWebhookSecret
{
    /// <summary>What the specification asks of senders. Fewer bytes verify, but are worth a warning.</summary>
    public const int RecommendedBytes = 24;

    private const string Prefix = "whsec_";

    /// <summary>The key, or null where the text holds none.</summary>
    public static byte[]? Parse(string secret)
    {
        var base64 = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret.AsSpan(Prefix.Length) : secret;
        var key = new byte[base64.Length];
        return Convert.TryFromBase64Chars(base64, key, out var length) && length > 0 ? key[..length] : null;
    }
}
