namespace SalesSignals.Reconcile;

/// <summary>How a source stands beside its CRM: what health and digest say of it.</summary>
/// <param name="ReconciledUntil">Up to when all that the CRM changed is known here; null where it has never been compared.</param>
/// <param name="LastRunAt">When it was last compared, or tried to.</param>
/// <param name="LastError">Why the last run did not get through; null where it did.</param>
/// <param name="BackfilledAt">When a backfill last told its past; null where none has.</param>
/// <param name="DifferencesLast7Days">How much the CRM had that no webhook had told, today and in the six days before (UTC).</param>
public sealed record ReconcileStatus(
    string Source,
    DateTimeOffset? ReconciledUntil,
    DateTimeOffset? LastRunAt,
    string? LastError,
    DateTimeOffset? BackfilledAt,
    long DifferencesLast7Days);
