using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class SignalDocsTests
{
    [Fact]
    public void The_Page_Lists_The_Rules_In_Their_Order()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "signals", "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        Assert.Equal(SignalRules.All.Select(rule => rule.Kind), rows);
    }
}
