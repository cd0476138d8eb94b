using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// Salesforce's ids: 15 characters in which case matters, or 18 where the last three say the case of the others. Records are always
/// named by 18 here, so that one deal has one id however it is spelt.
/// </summary>
internal static class SalesforceId
{
    /// <summary>How many characters identify; those after them only repeat their case.</summary>
    public const int SignificantLength = 15;

    private const int FullLength = 18;
    private const int ChunkLength = 5;
    private const string CheckAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    public static bool IsId(string text) => text.Length is SignificantLength or FullLength && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>The id in 18 characters.</summary>
    public static string Read(string text, string member)
    {
        if (!IsId(text))
        {
            throw new UnreadableEventException($"{member} must be a Salesforce id of 15 or 18 letters and digits.");
        }

        return text.Length == FullLength ? text : text + Check(text);
    }

    /// <summary>The kind of record is told by the first three characters, such as 006 for opportunities.</summary>
    public static bool IsOf(string id, string prefix) => id.StartsWith(prefix, StringComparison.Ordinal);

    private static string Check(string id) => string.Create(FullLength - SignificantLength, id, static (check, id) =>
    {
        for (var i = 0; i < check.Length; i++)
        {
            var upper = 0;
            for (var j = 0; j < ChunkLength; j++)
            {
                upper |= char.IsAsciiLetterUpper(id[(i * ChunkLength) + j]) ? 1 << j : 0;
            }

            check[i] = CheckAlphabet[upper];
        }
    });
}
