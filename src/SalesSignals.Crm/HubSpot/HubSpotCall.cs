using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>
/// Whether a call reached anybody. Its outcome, where one of HubSpot's own was chosen, goes before its status: whatever rang until it
/// ended is COMPLETED, voicemail included. Source: HubSpot, "Calls", default values of <c>hs_call_disposition</c>.
/// </summary>
internal static class HubSpotCall
{
    public static ActivityStatus? Status(string? disposition, string? status, TimeSpan lasted) => disposition switch
    {
        "f240bbac-87c9-4f6e-bf70-924b57d47db7" => ActivityStatus.Held,

        // Busy, no answer, voicemail, wrong number, and a message left with somebody else.
        "9d9162e7-6cf3-4944-bf63-4dff82258764"
            or "73a0d17f-1163-4015-bdd5-ec830791da20"
            or "b2cf5968-551e-4856-9783-52b3da59a7d0"
            or "17b47fee-58de-441e-a44c-c6300d46f273"
            or "a4c4c377-d246-4b32-a13b-75a56a4cd0ff" => ActivityStatus.NoShow,
        _ => status switch
        {
            "NO_ANSWER" or "BUSY" or "FAILED" or "MISSED" => ActivityStatus.NoShow,
            "CANCELED" or "CANCELLED" => ActivityStatus.Cancelled,
            "COMPLETED" or null when lasted > TimeSpan.Zero => ActivityStatus.Held,

            // Put down without saying whether anybody was there, or still ringing: an attempt.
            _ => null,
        },
    };
}
