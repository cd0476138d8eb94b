using SalesSignals.Cli.Demo;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Tests.Demo.Dialects;

/// <summary>
/// The one list of the signals that a CRM does not show in the demo, as it does not tell what they are seen by. What is not in it,
/// every CRM shows of the same deals.
/// </summary>
internal static class Silences
{
    private const string NoDeliverable = "it has no object for a demo, proposal or quote that went out";
    private const string NoQualification = "what the buyer has confirmed stands in fields of the customer's own";
    private const string NoCanceller = "a meeting that was called off does not say by whom, and that nobody came it does not say";

    private static readonly (string Source, string Kind, string Why)[] All =
    [
        ("hubspot", SignalKinds.OutOfOrder, NoQualification),
        ("hubspot", SignalKinds.FalseMomentum, NoDeliverable),
        ("close", SignalKinds.OutOfOrder, NoQualification),
        ("close", SignalKinds.FalseMomentum, NoDeliverable),
        ("close", SignalKinds.NoEconomicBuyer, "its contacts play no part in a purchase"),
        ("dataverse", SignalKinds.OutOfOrder, NoQualification),
        ("dataverse", SignalKinds.FalseMomentum, NoDeliverable),
        ("dataverse", SignalKinds.BuyerOffProcess, NoCanceller),
        ("dataverse", SignalKinds.UnusualAmount, "its webhooks name a currency by an id only"),
        ("salesforce", SignalKinds.UnansweredBuyer, "an email is a task that does not say who wrote it"),
        ("salesforce", SignalKinds.OutOfOrder, NoQualification),
        ("salesforce", SignalKinds.FalseMomentum, NoDeliverable),
        ("salesforce", SignalKinds.BuyerOffProcess, NoCanceller),
        ("pipedrive", SignalKinds.UnansweredBuyer, "it tells no emails"),
        ("pipedrive", SignalKinds.Ghosted, "a call that nobody took is a call that was not done"),
        ("pipedrive", SignalKinds.OutOfOrder, NoQualification),
        ("pipedrive", SignalKinds.FalseMomentum, NoDeliverable),
        ("pipedrive", SignalKinds.BuyerOffProcess, NoCanceller),
        ("pipedrive", SignalKinds.NoEconomicBuyer, "its webhooks tell no part that a contact plays in a purchase"),
    ];

    public static IReadOnlySet<string> Of(string source) => All.Where(silence => silence.Source == source).Select(silence => silence.Kind).ToHashSet();

    /// <summary>Whether the trouble of a plot is seen by a signal that the source does not show.</summary>
    public static bool Hide(string source, Plot plot) => Of(source).Any(kind => kind.Replace("-", "", StringComparison.Ordinal).Equals(plot.ToString(), StringComparison.OrdinalIgnoreCase));
}
