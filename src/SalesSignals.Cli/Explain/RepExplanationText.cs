using System.Globalization;
using System.Text;
using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Explain;

namespace SalesSignals.Cli.Explain;

/// <summary>An explanation of a rep for people.</summary>
internal static class RepExplanationText
{
    public static string Write(RepExplanation rep)
    {
        var text = new StringBuilder();
        WriteFacts(text, rep);
        text.Append('\n').Append(CultureInfo.InvariantCulture, $"Rules at {ExplanationText.At(rep.At)}\n");
        foreach (var (kind, verdict) in rep.Rules)
        {
            ExplanationText.WriteRule(text, kind, verdict);
        }

        text.Append(rep.Customers.IsEmpty ? "\nNo customers on the board\n" : "\nCustomers\n");
        foreach (var customer in rep.Customers)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {customer.Account.Name}\n");
            foreach (var (kind, verdict) in customer.Rules)
            {
                ExplanationText.WriteRule(text, kind, verdict);
            }
        }

        return text.ToString();
    }

    private static void WriteFacts(StringBuilder text, RepExplanation rep)
    {
        var context = rep.Context;
        var person = context.Rep;
        text.Append(CultureInfo.InvariantCulture, $"{person.Name}  {person.Id}\n");
        ExplanationText.Fact(text, "Team", person.Team);
        ExplanationText.Fact(text, "Reports to", person.ManagerId);
        ExplanationText.Fact(text, "In the CRM", person.OwnerKeys.IsEmpty ? null : string.Join(", ", person.OwnerKeys));
        ExplanationText.Fact(text, "Quarter", $"{context.Quarter.Name}, {context.Quarter.DaysLeft(context.Today)} days left ({person.TimeZone})");
        ExplanationText.Fact(text, "Quota", context.Quota is { } quota ? new Money(quota, context.Currency).ToString() : null);
        ExplanationText.Fact(text, "Won", context.Sum(context.WonIn(context.Quarter)).ToString());
        ExplanationText.Fact(text, "Deals", $"{context.Deals.Count(deal => deal.Status == DealStatus.Open)} open, {context.Deals.Count} on the board");
    }
}
