using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Settings;

/// <summary>How long what is only of use in hindsight is kept. Deals, their standing signals and the directory are kept for good.</summary>
public sealed record RetentionSettings
{
    [Description("Days for which the events of deals are kept, by when they happened: how far back explain --at and backtest can look.")]
    [Range(30, 3650)]
    public int HistoryDays { get; set; } = 730;

    [Description("Days for which it is kept that a message was sent, or why not. Its text goes as soon as it is sent.")]
    [Range(30, 3650)]
    public int MessageDays { get; set; } = 180;

    [Description("Days for which a message that could not be processed waits for somebody, in a poison queue.")]
    [Range(7, 365)]
    public int PoisonDays { get; set; } = 90;

    [Description("Days for which forecasts of past quarters are kept; the last four quarters are needed.")]
    [Range(500, 3650)]
    public int ForecastDays { get; set; } = 1100;
}
