namespace SalesSignals.Cli.Backtest;

/// <summary>How the page looks; both colour schemes keep text at a contrast of 4.5 to 1 and more.</summary>
internal static class BacktestStyle
{
    public const string Css = """

        :root { color-scheme: light dark; --paper: #ffffff; --ink: #1f2430; --soft: #59606f; --line: #d5d9e1; --flagged: #b3361e; --other: #3b6ea8; }
        @media (prefers-color-scheme: dark) { :root { --paper: #14171d; --ink: #e7eaf0; --soft: #a9b1c0; --line: #394150; --flagged: #ff9479; --other: #86b7f0; } }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 68rem; margin: 0 auto; padding: 1.5rem; }
        p { max-width: 46rem; }
        h1 { font-size: 1.7rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
        figure { margin: 1.5rem 0; } figcaption { color: var(--soft); max-width: 46rem; }
        svg { display: block; width: 100%; max-width: 50rem; height: auto; }
        svg text { font: 13px system-ui, sans-serif; fill: var(--ink); } svg .soft { fill: var(--soft); }
        .grid { stroke: var(--line); } .one { stroke: var(--soft); stroke-dasharray: 4 3; }
        .flagged { fill: var(--flagged); stroke: var(--flagged); } .other { fill: var(--other); stroke: var(--other); } .line { fill: none; stroke: var(--flagged); stroke-width: 2; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding: 0.4rem 0; } th, td { padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
        th[scope=row], th:first-child, td.words { text-align: left; } td, th[scope=row] { white-space: nowrap; } td.words { min-width: 14rem; white-space: normal; } .rules thead th:last-child { text-align: left; } thead th { color: var(--soft); font-weight: 600; }
        @media print { :root { --paper: #ffffff; --ink: #000000; --soft: #444444; --line: #bbbbbb; --flagged: #a02c16; --other: #2d5a8c; } main { max-width: none; padding: 0; } section, figure, tr { break-inside: avoid; } .wide { overflow: visible; } table { font-size: 0.65rem; } td, th { padding: 0.2rem 0.3rem; } }

        """;
}
