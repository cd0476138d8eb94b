using System.Globalization;
using System.Text;

namespace SalesSignals.Cli.Tests.Import;

/// <summary>Made-up opportunities in the columns of the public CRM sales data set, and the mapping that reads them.</summary>
internal static class SampleCsv
{
    public const string Header = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n";

    public const string Mapping = """
        {
          "columns": {
            "id": "opportunity_id", "name": "product", "owner": "sales_agent", "account": "account", "stage": "deal_stage",
            "createdAt": "engage_date", "closedAt": "close_date", "amount": "close_value"
          },
          "constants": { "currency": "USD", "openStage": "Engaging" },
          "values": { "stage": { "Prospecting": "qualified", "Engaging": "discovery" } }
        }
        """;

    /// <summary>Two hundred closed deals: of those of eighty days three of ten are lost, of those of ten days five; and two that are open.</summary>
    public static string Opportunities()
    {
        var csv = new StringBuilder(Header);
        var first = new DateOnly(2025, 1, 6);
        for (var i = 0; i < 200; i++)
        {
            var begun = first.AddDays(i);
            var (days, lost) = i % 2 == 0 ? (80, 3) : (10, 5);
            var isLost = i / 2 % 10 < lost;
            csv.Append(CultureInfo.InvariantCulture, $"OPP{i:000},Agent {i % 3},GTX Basic,Acme,{(isLost ? "Lost" : "Won")},{begun:yyyy-MM-dd},{begun.AddDays(days):yyyy-MM-dd},{(isLost ? 0 : 550)}\n");
        }

        return csv.Append("OPP900,Agent 1,GTX Pro,,Engaging,2025-06-02,,\nOPP901,Agent 1,GTX Pro,,Prospecting,,,\n").ToString();
    }
}
