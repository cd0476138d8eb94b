namespace SalesSignals.Events;

/// <summary>A deal of one source: the source's configured name and the CRM's own id. Written <c>source:id</c>.</summary>
public readonly record struct DealKey(string Source, string Id)
{
    /// <summary>Reads <c>source:id</c>; the id may itself hold colons, a source's name may not.</summary>
    /// <exception cref="FormatException">There is no colon, or nothing on one side of it.</exception>
    public static DealKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1
            ? new(text[..colon], text[(colon + 1)..])
            : throw new FormatException($"'{text}' is not a deal key; write it as source:id, such as hubspot:4711.");
    }

    public override string ToString() => $"{Source}:{Id}";
}
