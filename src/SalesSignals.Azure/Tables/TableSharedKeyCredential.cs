using System.Security.Cryptography;
using System.Text;

namespace SalesSignals.Azure.Tables;

/// <summary>A storage account's name and key. The key never leaves it.</summary>
public sealed class TableSharedKeyCredential
{
    private readonly byte[] _key;

    /// <exception cref="FormatException">The key is not base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        AccountName = accountName;
        _key = Convert.FromBase64String(accountKey);
    }

    public string AccountName { get; }

    internal string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
}
