namespace SalesSignals.Events;

/// <summary>A CRM cannot be read now: it limits us, does not answer, or does not accept our token. Nothing was lost; ask again later.</summary>
/// <param name="after">How long to wait at least.</param>
/// <param name="reason">For an operator; names the setting to mend where there is one, and nothing secret.</param>
public sealed class CrmUnavailableException(TimeSpan after, string reason, Exception? innerException = null) : Exception(reason, innerException)
{
    public TimeSpan After { get; } = after;
}
