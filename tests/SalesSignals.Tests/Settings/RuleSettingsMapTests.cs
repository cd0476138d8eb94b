using SalesSignals.Settings;

namespace SalesSignals.Tests.Settings;

public sealed class RuleSettingsMapTests
{
    private const string Document = """
        {
          "rules": { "stalledDeal": { "allowedQuietDays": 9, "plannedHorizonDays": 8 } },
          "overrides": [
            { "when": { "pipeline": "renewals", "team": "Islands" }, "rules": { "stalledDeal": { "allowedQuietDays": 30 } } },
            { "when": { "pipeline": "renewals" }, "rules": { "stalledDeal": { "allowedQuietDays": 20 }, "missingNotes": { "enabled": false } } },
            { "when": { "source": "HubSpot" }, "rules": { "stalledDeal": { "allowedQuietDays": 12 } } },
            { "when": { "stage": "proposal" }, "rules": { "stalledDeal": { "allowedQuietDays": 5, "plannedHorizonDays": 4 } } }
          ]
        }
        """;

    private static readonly RuleSettingsMap Map = new(Read(Document));

    [Theory]
    [InlineData("crm", "new", null, null, 9, 8, "settings")]
    [InlineData("hubspot", "new", null, null, 12, 8, "settings for source HubSpot")]
    [InlineData("crm", "renewals", "discovery", "Central", 20, 8, "settings for pipeline renewals")]
    [InlineData("crm", "renewals", "proposal", "Central", 5, 4, "settings for stage proposal")]
    [InlineData("crm", "renewals", "proposal", "Islands", 30, 4, "settings for pipeline renewals, team Islands")]
    public void More_Conditions_Are_Stronger_And_Then_The_Later(
        string source, string pipeline, string? stage, string? team, int quietDays, int horizon, string origin)
    {
        var rules = Map.For(source, pipeline, stage, team);

        Assert.Equal((quietDays, horizon), (rules.StalledDeal.AllowedQuietDays, rules.StalledDeal.PlannedHorizonDays));
        Assert.Equal(origin, rules.OriginOf("stalled-deal"));
    }

    [Fact]
    public void What_No_Override_Speaks_Of_Stays()
    {
        var rules = Map.For("crm", "renewals", null, null);

        Assert.False(rules.MissingNotes.Enabled);
        Assert.Equal(30, rules.MissingNotes.LookBackDays);
        Assert.Equal("default", rules.OriginOf("close-date-slipped"));
        Assert.True(Map.For("crm", "new", null, null).MissingNotes.Enabled);
    }

    [Fact]
    public void The_Same_Overrides_Are_Laid_Over_Once() =>
        Assert.Same(Map.For("crm", "renewals", null, null), Map.For("other", "RENEWALS", "discovery", "Central"));

    [Fact]
    public void A_Document_With_Overrides_Comes_Back_As_It_Was()
    {
        var written = SettingsDocument.Write(Read(Document));

        Assert.Equal(written, SettingsDocument.Write(Read(written)));
        Assert.Contains("\"team\": \"Islands\"", written, StringComparison.Ordinal);
        Assert.DoesNotContain("origins", written, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_Is_Wrong_With_An_Override_Is_Told_With_Its_Place()
    {
        var reading = SettingsDocument.Read("""
            {
              "overrides": [
                { "rules": { "stalledDeal": { "allowedQuietDays": 900 } } },
                { "when": { "stage": "signed", "owner": "7" }, "rules": { "stalledDeals": {}, "missingNotes": { "enabled": "no" } } }
              ]
            }
            """);

        var problems = reading.Problems.Select(problem => problem.ToString()).ToList();
        Assert.Equal(6, problems.Count);
        Assert.Contains("overrides[0].rules.stalledDeal.allowedQuietDays: must be 1 to 365; it is 900", problems);
        Assert.Contains("overrides[0].when: must name a source, pipeline, stage or team; what holds for all deals belongs into rules", problems);
        Assert.Contains("overrides[1].when.owner: is not a known setting; known here: source, pipeline, stage, team", problems);
        Assert.Contains("overrides[1].rules.missingNotes.enabled: must be true or false; it is \"no\"", problems);
        Assert.Contains(problems, problem => problem.StartsWith("overrides[1].rules.stalledDeals: is not a known setting", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("overrides[1].when.stage: must be one of qualified", StringComparison.Ordinal));
    }

    private static SalesSettings Read(string json) => SettingsDocument.Read(json) is { Settings: { } settings } ? settings : throw new InvalidOperationException();
}
