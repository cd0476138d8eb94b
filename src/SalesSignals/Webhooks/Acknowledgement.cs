namespace SalesSignals.Webhooks;

/// <summary>What a sender wants to hear once its webhook is durable; most look at the status alone.</summary>
/// <param name="Status">A status of success.</param>
/// <param name="ContentType">The type of the body; null where there is none.</param>
public sealed record Acknowledgement(int Status = 200, string? ContentType = null, ReadOnlyMemory<byte> Body = default);
