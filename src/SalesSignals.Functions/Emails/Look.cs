using SalesSignals.Signals;

namespace SalesSignals.Functions.Emails;

/// <summary>
/// The one place for how emails look. Mail clients want styles inline; the classes only serve clients that know dark mode, where the
/// sheet in <see cref="Sheet"/> overrides the inline colours. Every pair of text and ground has a contrast of at least 4.5 to 1.
/// </summary>
internal static class Look
{
    public const string Font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

    public const string Page = "margin:0;padding:0;width:100%;background-color:#f2f4f7;-webkit-text-size-adjust:100%;" + Font;
    public const string Sheet600 = "width:100%;max-width:600px;margin:0 auto;";
    public const string Paper = "padding:28px 24px 24px;background-color:#ffffff;border:1px solid #e3e7ec;border-radius:12px;" + Words;

    public const string Mark = "margin:0;padding:0 4px 12px;font-size:13px;line-height:18px;color:#52606d;";
    public const string H1 = "margin:0 0 8px;font-size:26px;line-height:32px;font-weight:700;letter-spacing:-0.2px;color:#1c2733;";
    public const string H2 = "margin:32px 0 10px;font-size:17px;line-height:24px;font-weight:700;color:#1c2733;";
    public const string DealName = "margin:0;font-size:17px;line-height:23px;font-weight:700;color:#1c2733;" + Words;
    public const string Figure = "margin:0;padding:0 14px 4px 0;font-size:32px;line-height:38px;font-weight:700;letter-spacing:-0.5px;color:#1c2733;white-space:nowrap;";
    public const string P = "margin:0 0 8px;font-size:15px;line-height:22px;color:#1c2733;" + Words;
    public const string Finding = "margin:10px 0 4px;font-size:15px;line-height:22px;color:#1c2733;" + Words;
    public const string Small = "margin:0 0 6px;font-size:13px;line-height:19px;color:#52606d;" + Words;
    public const string Foot = "margin:0;padding:16px 4px 0;font-size:12px;line-height:18px;color:#52606d;";
    public const string Link = "color:#0b5cab;text-decoration:underline;text-underline-offset:3px;";

    public const string Quiet = "margin:2px 0 0;font-size:12px;line-height:24px;color:#52606d;" + Words;
    public const string QuietLink = "display:inline-block;line-height:24px;color:#52606d;text-decoration:underline;text-underline-offset:3px;";

    public const string Full = "width:100%;border-collapse:separate;border-spacing:0;";
    public const string Cell = "padding:7px 0;border-top:1px solid #e3e7ec;font-size:14px;line-height:20px;vertical-align:top;color:#1c2733;" + Words;
    public const string Next = "padding:10px 14px;background-color:#edf6f0;border-radius:8px;font-size:15px;line-height:21px;color:#14492a;" + Words;
    /// <summary>Outlook for Windows gives padding to cells only, and takes it from there for what is inside.</summary>
    public const string ButtonCell = "background-color:#0b5cab;border-radius:8px;mso-padding-alt:10px 18px;";
    public const string Button = "display:inline-block;padding:10px 18px;background-color:#0b5cab;border-radius:8px;font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;";

    public const string Won = "#1a7f4b";
    public const string Commit = "#2f6fbb";
    public const string BestCase = "#8fb8e6";
    public const string Pipeline = "#c3ccd6";

    private const string Words = "overflow-wrap:anywhere;word-break:break-word;";

    /// <summary>Media queries and dark mode; a client that drops this still shows a whole, light email.</summary>
    public const string Sheet = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (max-width: 480px) {
          .paper { padding: 22px 16px 18px !important; border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
          .page { padding: 16px 0 !important; }
          .edge { padding-left: 16px !important; padding-right: 16px !important; }
          .h1 { font-size: 23px !important; line-height: 29px !important; }
        }
        @media (prefers-color-scheme: dark) {
          .ground { background-color: #0f1317 !important; }
          .paper { background-color: #1a2027 !important; border-color: #2d3641 !important; }
          .ink, .h1 { color: #e8ecf0 !important; }
          .soft { color: #a9b4c0 !important; }
          .link { color: #8cbcf5 !important; }
          .line { border-color: #2d3641 !important; }
          .card { background-color: #20272f !important; border-top-color: #2d3641 !important; border-right-color: #2d3641 !important; border-bottom-color: #2d3641 !important; }
          .next { background-color: #17301f !important; color: #bfe8cd !important; }
          .button { background-color: #2567ad !important; color: #ffffff !important; }
          .high { background-color: #4c1d1b !important; color: #ffc2bc !important; }
          .medium { background-color: #45300a !important; color: #f9d891 !important; }
          .low { background-color: #24354b !important; color: #bcd5f5 !important; }
          .track { background-color: #2d3641 !important; }
          .won { background-color: #3fae74 !important; }
          .commit { background-color: #5b95dd !important; }
          .best { background-color: #375f8f !important; }
          .pipe { background-color: #4a5663 !important; }
        }
        """;

    public static string Card(Severity severity) =>
        $"padding:14px 16px 16px;background-color:#fbfcfd;border:1px solid #e3e7ec;border-left:4px solid {Edge(severity)};border-radius:8px;";

    public static string Tag(Severity severity) =>
        $"display:inline-block;padding:1px 8px;border-radius:10px;font-size:12px;line-height:18px;font-weight:600;{Colours(severity)}";

    public static string TagClass(Severity severity) => severity switch
    {
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };

    private static string Edge(Severity severity) => severity switch
    {
        Severity.High => "#c8372d",
        Severity.Medium => "#d99a1c",
        _ => "#7f9cc0",
    };

    private static string Colours(Severity severity) => severity switch
    {
        Severity.High => "background-color:#fde7e5;color:#8f1f17;",
        Severity.Medium => "background-color:#fcf0d2;color:#6f4700;",
        _ => "background-color:#e6eef8;color:#24476f;",
    };
}
