using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace SalesSignals.Links;

/// <summary>
/// Makes tokens that only we can make, and reads them. A token is sealed (AES-256-GCM), not merely signed: addresses end in logs and
/// histories, and who is who and which deal it is about is nobody's business there.
/// </summary>
public sealed class LinkSigner
{
    /// <summary>Less could be guessed.</summary>
    public const int ShortestKey = 32;

    /// <summary>A person's id, a deal's key and a kind fit several times.</summary>
    public const int LongestToken = 1024;

    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly ImmutableArray<byte[]> _keys;

    /// <param name="keys">Newest first: the first one seals, all of them open.</param>
    /// <exception cref="ArgumentException">There is none, or one is shorter than <see cref="ShortestKey"/> characters.</exception>
    public LinkSigner(IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0 || keys.Any(key => key.Length < ShortestKey))
        {
            throw new ArgumentException($"Each signing key takes at least {ShortestKey} characters of chance, such as those of 'openssl rand -base64 32'.", nameof(keys));
        }

        _keys = [.. keys.Select(key => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), 32, info: "SalesSignals links"u8.ToArray()))];
    }

    public string Seal(Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        var plain = LinkCodec.Write(link);
        var token = new byte[1 + NonceBytes + plain.Length + TagBytes];
        token[0] = Version;
        var nonce = token.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_keys[0], TagBytes);
        aes.Encrypt(nonce, plain, token.AsSpan(1 + NonceBytes, plain.Length), token.AsSpan(token.Length - TagBytes), token.AsSpan(0, 1));
        return Base64Url.EncodeToString(token);
    }

    public LinkVerdict Open(string? token, DateTimeOffset now)
    {
        if (Decode(token) is not { } sealedBytes || Decrypt(sealedBytes) is not { } plain || LinkCodec.Read(plain) is not { } link)
        {
            return new LinkVerdict.Invalid();
        }

        return now < link.ExpiresAt ? new LinkVerdict.Valid(link) : new LinkVerdict.Expired(link);
    }

    private static byte[]? Decode(string? token)
    {
        if (token is not { Length: > 0 and <= LongestToken } || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        return bytes.Length > 1 + NonceBytes + TagBytes && bytes[0] == Version ? bytes : null;
    }

    private byte[]? Decrypt(byte[] token)
    {
        var plain = new byte[token.Length - 1 - NonceBytes - TagBytes];
        foreach (var key in _keys)
        {
            using var aes = new AesGcm(key, TagBytes);
            try
            {
                aes.Decrypt(token.AsSpan(1, NonceBytes), token.AsSpan(1 + NonceBytes, plain.Length), token.AsSpan(token.Length - TagBytes), plain, token.AsSpan(0, 1));
                return plain;
            }
            catch (AuthenticationTagMismatchException)
            {
                // Sealed with another key, or by somebody else.
            }
        }

        return null;
    }
}
