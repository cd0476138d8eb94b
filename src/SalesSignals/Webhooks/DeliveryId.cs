using System.Security.Cryptography;
using SalesSignals.Storage;

namespace SalesSignals.Webhooks;

/// <summary>Names deliveries so that they sort by the time of their arrival and never meet.</summary>
public static class DeliveryId
{
    public static string Create(DateTimeOffset receivedAt) =>
        $"{KeyText.Instant(receivedAt)}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
}
