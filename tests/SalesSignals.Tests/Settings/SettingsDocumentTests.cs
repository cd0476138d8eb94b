using SalesSignals.Settings;

namespace SalesSignals.Tests.Settings;

public sealed class SettingsDocumentTests
{
    [Fact]
    public void An_Empty_Document_Is_Valid_And_Means_The_Defaults()
    {
        var reading = SettingsDocument.Read("{}");

        Assert.Empty(reading.Problems);
        Assert.Equal(SettingsDocument.Write(SalesSettings.Default), SettingsDocument.Write(reading.Settings!));
    }

    [Fact]
    public void What_A_Document_Leaves_Out_Keeps_Its_Default()
    {
        var reading = SettingsDocument.Read("""{ "rules": { "stalledDeal": { "allowedQuietDays": 14 } }, "digest": { "dueAt": "06:45" } }""");

        Assert.Equal(14, reading.Settings!.Rules.StalledDeal.AllowedQuietDays);
        Assert.True(reading.Settings.Rules.StalledDeal.Enabled);
        Assert.Equal(new TimeOnly(6, 45), reading.Settings.Digest.DueAt);
        Assert.Equal(new TimeOnly(12, 0), reading.Settings.Digest.LateUntil);
        Assert.Equal(5, reading.Settings.Calendar.WorkingDays.Length);
    }

    [Fact]
    public void Comments_Trailing_Commas_And_The_Schemas_Address_Are_Welcome()
    {
        var reading = SettingsDocument.Read("""
            {
              "$schema": "settings.schema.json",
              // Fridays are for learning.
              "calendar": { "workingDays": ["monday", "tuesday", "wednesday", "thursday",], },
            }
            """);

        Assert.Empty(reading.Problems);
        Assert.Equal(4, reading.Settings!.Calendar.WorkingDays.Length);
    }

    [Fact]
    public void What_Was_Written_Reads_As_The_Same()
    {
        const string Json = """
            { "pipelines": { "default": { "stages": { "contractsent": "negotiation" } } },
              "calendar": { "startsAt": "08:30", "holidays": ["2026-12-25"] }, "alerts": { "dealsPerDay": 3 } }
            """;

        var written = SettingsDocument.Write(SettingsDocument.Read(Json).Settings!);

        Assert.Contains("\"contractsent\": \"negotiation\"", written, StringComparison.Ordinal);
        Assert.Contains("\"startsAt\": \"08:30\"", written, StringComparison.Ordinal);
        Assert.Contains("\"2026-12-25\"", written, StringComparison.Ordinal);
        Assert.Equal(written, SettingsDocument.Write(SettingsDocument.Read(written).Settings!));
    }

    [Fact]
    public void Every_Problem_Is_Listed_At_Once_With_Its_Place()
    {
        var reading = SettingsDocument.Read("""
            {
              "rules": { "stalledDeal": { "allowedQuietDays": 0, "quiet": 3 }, "noNextStep": { "graceDays": "two" } },
              "pipelines": { "default": { "stages": { "contractsent": "signed" } } },
              "calendar": { "startsAt": "18:00", "workingDays": ["monday", "caturday"] },
              "alerts": { "dealsPerDay": null },
              "digest": []
            }
            """);

        Assert.Null(reading.Settings);
        var problems = reading.Problems.Select(problem => problem.ToString()).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(
            [
                "alerts.dealsPerDay: must not be null; leave it out for its default",
                "calendar.endsAt: must be later than calendar.startsAt (18:00); it is 17:00",
                "calendar.workingDays[1]: must be a day of the week such as \"monday\"; it is \"caturday\"",
                "digest: must be an object, { … }",
                "pipelines.default.stages.contractsent: must be one of qualified, discovery, evaluation, proposal, negotiation, commit, won, lost; it is \"signed\"",
                "rules.noNextStep.graceDays: must be a whole number; it is \"two\"",
                "rules.stalledDeal.allowedQuietDays: must be 1 to 365; it is 0",
                "rules.stalledDeal.quiet: is not a known setting; known here: enabled, allowedQuietDays, plannedHorizonDays",
            ],
            problems);
    }

    [Fact]
    public void A_Teams_Calendar_Says_Only_What_Differs()
    {
        var reading = SettingsDocument.Read("""{ "calendar": { "teams": { "Islands": { "startsAt": "08:30", "holidays": ["2026-12-24"] } } } }""");

        Assert.Empty(reading.Problems);
        var islands = reading.Settings!.Calendar.ForTeam("islands");
        Assert.Equal((new TimeOnly(8, 30), new TimeOnly(17, 0), 5), (islands.StartsAt, islands.EndsAt, islands.WorkingDays.Length));
        Assert.Equal([new DateOnly(2026, 12, 24)], islands.Holidays.ToArray());
        var written = SettingsDocument.Write(reading.Settings);
        Assert.Contains("\"startsAt\": \"08:30\"", written, StringComparison.Ordinal);
        Assert.Equal(written, SettingsDocument.Write(SettingsDocument.Read(written).Settings!));
    }

    [Fact]
    public void Problems_Of_Teams_Calendars_Are_Listed_With_Their_Teams()
    {
        var reading = SettingsDocument.Read("""
            {
              "calendar": { "teams": {
                "Islands": { "workingDays": [], "startsAt": "17:30", "lunch": "12:00" },
                "islands": { "endsAt": "noon", "holidays": ["Christmas"] },
                "Night": { "startsAt": "22:00", "endsAt": "06:00", "workingDays": ["monday", "monday"] }
              } }
            }
            """);

        Assert.Equal(
            [
                "calendar.teams.Islands.endsAt: must be later than calendar.teams.Islands.startsAt (17:30); it is 17:00",
                "calendar.teams.Islands.lunch: is not a known setting; known here: workingDays, startsAt, endsAt, holidays",
                "calendar.teams.Islands.workingDays: must name at least one day",
                "calendar.teams.Night.endsAt: must be later than calendar.teams.Night.startsAt (22:00); it is 06:00",
                "calendar.teams.Night.workingDays: must name each day once",
                "calendar.teams.islands.endsAt: must be a time such as \"07:30\"; it is \"noon\"",
                "calendar.teams.islands.holidays[0]: must be a day such as \"2026-12-25\"; it is \"Christmas\"",
                "calendar.teams: must name each team once; it names Islands and islands",
            ],
            reading.Problems.Select(problem => problem.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{ "rules": {}, "rules": {} }""")]
    public void What_Is_No_Settings_Document_Is_One_Problem(string json)
    {
        var reading = SettingsDocument.Read(json);

        Assert.Null(reading.Settings);
        Assert.Single(reading.Problems);
    }
}
