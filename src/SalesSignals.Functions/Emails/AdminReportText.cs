using SalesSignals.Alerts;
using SalesSignals.Digests;

namespace SalesSignals.Functions.Emails;

/// <summary>The sentences of an admin's weekly report, and its plain text.</summary>
internal static class AdminReportText
{
    public const string Footer = "Sent once a week to those who run SalesSignals. The board's health page shows the same at any time.";

    public const string TroublesHeading = "What needs you";

    public const string SourcesHeading = "What came in this week";

    public const string RulesHeading = "Which rules are worth their noise";

    public const string NoRules = "No alert has been told or judged yet. Readers judge them with the links in their mail, and by what they do next.";

    public static string Preheader(AdminReport report) => report.Troubles.IsEmpty ? Greeting(report) : $"First: {report.Troubles[0].Title}. {report.Troubles[0].What}";

    public static string Greeting(AdminReport report) => report.Troubles.IsEmpty
        ? $"Hi {Wording.FirstName(report.Admin.Name)}, webhooks come in, nothing is stuck, and no rule cries wolf."
        : $"Hi {Wording.FirstName(report.Admin.Name)}, this keeps SalesSignals from doing its work, the gravest first, each with its mend.";

    public static IReadOnlyList<(string Who, string What)> Sources(AdminReport report) => report.State.Sources.IsEmpty
        ? [(string.Empty, "No source is configured: connect a CRM first.")]
        : [.. report.State.Sources.Select(source => (Wording.Clean(source.Name, 40), Describe(source, report)))];

    public static IReadOnlyList<(string Who, string What)> Rules(AdminReport report) =>
        [.. report.Rules.Select(rule => ($"{Wording.Title(rule.Precision.Kind)}{(rule.IsNoisy ? " (noisy)" : string.Empty)}", $"{rule.Describe()}."))];

    public static string Compose(AdminReport report, Detail detail, MailLinks? links)
    {
        var page = new TextPage().Line(report.Headline).Line($"SalesSignals, {Wording.LongDay(report.On)}").Blank().Line(Greeting(report));
        if (!report.Troubles.IsEmpty)
        {
            page.Heading(TroublesHeading);
        }

        foreach (var (trouble, number) in report.Troubles.Take(detail.Rows).Select((trouble, index) => (trouble, index + 1)))
        {
            page.Heading($"{number}. {trouble.Title}", '-').Line(trouble.What).Line(trouble.Mend, indent: 3, first: "=>");
        }

        if (report.Troubles.Length > detail.Rows)
        {
            page.Blank().Line(MoreTroubles(report, detail));
        }

        page.Rows(SourcesHeading, Sources(report), detail.Rows);
        if (report.Rules.IsEmpty)
        {
            page.Heading(RulesHeading).Line(NoRules);
        }
        else
        {
            page.Rows(RulesHeading, Rules(report), detail.Rows);
        }

        return page.Footer(Footer, links).ToString();
    }

    public static string MoreTroubles(AdminReport report, Detail detail) => $"And {report.Troubles.Length - detail.Rows} more, on the health page.";

    /// <summary><c>1,204 events in 310 webhooks, the last one 07:12 today.</c></summary>
    private static string Describe(ReportedSource source, AdminReport report)
    {
        var last = source.LastDeliveryAt is { } at ? $"the last one {Wording.Moment(LocalMoment.Of(at, report.Admin.TimeZone), report.On)}" : "none ever";
        var refused = source.Refused > 0 ? $" {Wording.Count(source.Refused, "webhook was", "webhooks were")} refused." : string.Empty;
        var differences = source.CanBeAsked
            ? $" {Wording.Count(source.Differences, "change")} that no webhook had told."
            : " Without a token for its API, lost webhooks are not noticed.";
        return $"{Wording.Count(source.Events, "event")} in {Wording.Count(source.Deliveries, "webhook")}, {last}.{refused}{differences}";
    }
}
