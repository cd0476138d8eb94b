using System.CommandLine;
using System.Globalization;

namespace SalesSignals.Cli;

/// <summary>The time a command looks at, where that is not now.</summary>
internal static class TimeOption
{
    public static Option<DateTimeOffset?> Create(string description) => new("--at")
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => DealArgument.Parse<DateTimeOffset?>(result, text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
    };
}
