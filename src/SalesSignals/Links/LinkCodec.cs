using System.Text;

namespace SalesSignals.Links;

/// <summary>A link as few bytes: an email of many deals carries many.</summary>
internal static class LinkCodec
{
    public static byte[] Write(Link link)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write((byte)link.Purpose);
            writer.Write7BitEncodedInt64(link.ExpiresAt.ToUnixTimeSeconds());
            writer.Write(link.PersonId);
            writer.Write(link.Deal ?? string.Empty);
            writer.Write(link.Topic ?? string.Empty);
        }

        return bytes.ToArray();
    }

    /// <summary>Null for what another version may have written.</summary>
    public static Link? Read(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            var purpose = (LinkPurpose)reader.ReadByte();
            var expiresAt = DateTimeOffset.FromUnixTimeSeconds(reader.Read7BitEncodedInt64());
            var link = new Link(purpose, reader.ReadString(), NullIfEmpty(reader.ReadString()), NullIfEmpty(reader.ReadString()), expiresAt);
            return Enum.IsDefined(purpose) ? link : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
