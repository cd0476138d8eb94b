using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Deals;

/// <summary>Where a deal's rows are: its snapshot, its events and its signals share a partition, so that they change together.</summary>
public static class DealKeys
{
    /// <summary>How many partitions the deals are spread over. Fixed: changing it would lose every deal.</summary>
    public const int Buckets = 64;

    public const string DealPrefix = "deal|";
    public const string EventPrefix = "event|";
    public const string SignalPrefix = "signal|";

    private const int PartLength = 200;

    public static string Bucket(DealKey key) => Bucket((int)(Hash(key.ToString()) % Buckets));

    public static string Bucket(int number) => number.ToString("D2", CultureInfo.InvariantCulture);

    public static string Deal(DealKey key) => DealPrefix + Part(key.ToString());

    /// <summary>Event ids are not unique everywhere: what the event says is part of its key, so that only the very same event is the same row.</summary>
    public static string Event(DealKey key, DateTimeOffset at, string eventId, string json) =>
        $"{EventsOf(key)}{KeyText.Instant(at)}|{Part(eventId)}~{Hash(json):x8}";

    /// <summary>What the keys of a deal's events begin with.</summary>
    public static string EventsOf(DealKey key) => $"{EventPrefix}{Part(key.ToString())}|";

    public static string Signal(DealKey key, string kind) => $"{SignalsOf(key)}{kind}";

    /// <summary>What the keys of a deal's signals begin with.</summary>
    public static string SignalsOf(DealKey key) => $"{SignalPrefix}{Part(key.ToString())}|";

    /// <summary>FNV-1a: stable over processes and versions, which string.GetHashCode is not.</summary>
    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash;
    }

    /// <summary>An id as part of a key: escaped, and where that is too long for a key, its hash.</summary>
    internal static string Part(string id)
    {
        var escaped = KeyText.Escape(id);
        return escaped.Length <= PartLength ? escaped : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }
}
