using Azure;

namespace SalesSignals.Azure.Tables;

/// <summary>How the service answered a write: 2xx, or one of the refusals that callers expect (404, 409, 412).</summary>
/// <param name="FailedIndex">Which action of a transaction was refused.</param>
public readonly record struct TableWriteResponse(int Status, string? ErrorCode = null, ETag ETag = default, int FailedIndex = 0);
