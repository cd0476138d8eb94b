using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>The people of an activity: its activityparty rows, by the column they stand in.</summary>
internal static class DataverseParties
{
    /// <summary>More people than this in one activity say nothing more about the deal.</summary>
    private const int MaxContacts = 32;

    private static readonly string[] Senders = ["from"];
    private static readonly string[] Recipients = ["to", "cc", "bcc"];
    private static readonly string[] Attendees = ["requiredattendees", "optionalattendees"];

    public static IReadOnlyList<string> Columns { get; } = [.. Senders, .. Recipients, .. Attendees, "organizer", "customers"];

    public static IEnumerable<string> ContactIds(DataverseRow row) => Of(row, Columns)
        .OfType<DataverseReference>()
        .Where(party => party.Table is "contact")
        .Select(party => party.Id)
        .Distinct(StringComparer.Ordinal)
        .Take(MaxContacts);

    /// <summary>A meeting is internal where all that were asked to it are our own.</summary>
    public static ActivityDirection? OfMeeting(DataverseRow row) => AreOurs(row, Attendees) ? ActivityDirection.Internal : null;

    /// <summary>
    /// Which way an email or a call went. A colleague's mail that reached one of our mailboxes is stored as incoming, though it is no
    /// word of the buyer.
    /// </summary>
    public static ActivityDirection? OfMessage(DataverseRow row) => (AreOurs(row, Senders), row.Flag("directioncode")) switch
    {
        (true, _) when AreOurs(row, Recipients) => ActivityDirection.Internal,
        (true, _) or (_, true) => ActivityDirection.Outbound,
        (_, false) => ActivityDirection.Inbound,
        _ => null,
    };

    private static bool AreOurs(DataverseRow row, string[] columns)
    {
        var parties = Of(row, columns);
        return parties.Count > 0 && parties.All(party => party?.Table is "systemuser" or "team" or "queue" or "equipment" or "facility");
    }

    /// <summary>Null stands for an address that Dataverse knows no row for.</summary>
    private static List<DataverseReference?> Of(DataverseRow row, IEnumerable<string> columns) =>
        [.. columns.SelectMany(row.Rows).Select(party => party.Reference("partyid"))];
}
