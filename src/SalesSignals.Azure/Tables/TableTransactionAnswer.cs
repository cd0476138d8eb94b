using System.Buffers.Text;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// Reads the multipart answer to a transaction: one part for each action where all were made, else one part that says which was refused.
/// </summary>
internal static class TableTransactionAnswer
{
    /// <summary>The first refusal, or the last of <paramref name="expected"/> successes; null where the answer is neither.</summary>
    public static (int Status, TableError Error)? Read(ReadOnlySpan<byte> body, int expected)
    {
        var answers = 0;
        while (body.IndexOf("HTTP/1.1 "u8) is >= 0 and var at)
        {
            body = body[(at + 9)..];
            if (!Utf8Parser.TryParse(body, out int status, out _))
            {
                return null;
            }

            if (status >= 300)
            {
                return (status, TableError.Read(body));
            }

            if (++answers == expected)
            {
                return (status, default);
            }
        }

        return null;
    }
}
