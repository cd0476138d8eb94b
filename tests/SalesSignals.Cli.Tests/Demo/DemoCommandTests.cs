using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Directory;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Tests.Demo;

public sealed class DemoCommandTests
{
    private readonly CliRig _rig = new();

    /// <summary>The real thing: Node.js, storage emulator, the app in its own process, signed webhooks, and caught mail.</summary>
    [Fact]
    public async Task The_Whole_Job_Runs_And_Leaves_What_It_Should()
    {
        var organisation = Organisation.Create(CliRig.Monday, seed: 5, deals: 60);

        var emails = await AssertWholeJobAsync(organisation, "--seed", "5", "--deals", "60");

        Assert.Equal(organisation.People.Count(person => person.Role is PersonRole.Manager), (int)emails["morning-digest"]!);
        Assert.InRange((int)emails["rep-alert"]!, 5, 11);
        Assert.Equal((int)emails["morning-digest"]!, (int)emails["weekly-forecast"]!);
        Assert.InRange((int)emails["rep-week"]!, 5, 11);
        Assert.Equal(1, (int)emails["admin-report"]!);
    }

    /// <summary>
    /// Ids, owners, stages and configuration of a CRM's own, from its webhooks, and its API where they do not carry all, to the emails. That
    /// the stories are the same for all of them is for <see cref="OrganisationTests"/> to see.
    /// </summary>
    [Theory]
    [InlineData("Salesforce")]
    [InlineData("HubSpot")]
    [InlineData("Close")]
    public async Task The_Whole_Job_Runs_As_One_Crm_Tells_It(string source)
    {
        var organisation = Organisation.Create(CliRig.Monday, seed: 5, deals: 20, KnownDialects.Of(source)!);

        var emails = await AssertWholeJobAsync(organisation, "--seed", "5", "--deals", "20", "--source", source);

        Assert.Equal(organisation.People.Count(person => person.Role is PersonRole.Manager), (int)emails["morning-digest"]!);
        Assert.InRange((int)emails["rep-alert"]!, 2, 11);
    }

    [Fact]
    public async Task A_Busy_Port_Is_Told_With_Its_Way_Out()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, _, error) = await _rig.RunAsync("demo", "--once", "--out", folder.Path, "--port", $"{port}");

        Assert.Equal(1, code);
        Assert.StartsWith($"Port {port} cannot be used", error, StringComparison.Ordinal);
        Assert.Contains("Choose another with --port", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--once")]
    [InlineData("--out", "somewhere")]
    [InlineData("--deals", "3")]
    [InlineData("--deals", "many")]
    [InlineData("--now", "tomorrow")]
    [InlineData("--port", "99999")]
    [InlineData("--source", "siebel")]
    public async Task What_Cannot_Be_Meant_Is_A_Usage_Error(params string[] args)
    {
        var (code, _, error) = await _rig.RunAsync(["demo", .. args]);

        Assert.Equal(2, code);
        Assert.Contains(args[0], error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Unknown_Source_Is_Answered_With_The_Known_Ones()
    {
        var (_, _, error) = await _rig.RunAsync("demo", "--source", "siebel");

        Assert.All(KnownDialects.All, dialect => Assert.Contains(dialect.Source, error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-11-16T00:00Z", "2026-11-16T09:00Z")]
    [InlineData("2026-11-22T23:59Z", "2026-11-16T09:00Z")]
    [InlineData("2026-11-18T12:00Z", "2026-11-16T09:00Z")]
    public void The_Demo_Takes_Place_On_The_Last_Monday_Morning(string today, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), DemoOptions.LastMonday(DateTimeOffset.Parse(today, null)));

    /// <returns>How many emails there are of each kind.</returns>
    private async Task<JsonObject> AssertWholeJobAsync(Organisation organisation, params string[] args)
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = await _rig.RunAsync(["demo", "--once", "--out", folder.Path, "--now", "2026-11-16T09:00Z", .. args]);

        Assert.True(code == 0, output + error);
        var summary = JsonNode.Parse(await File.ReadAllTextAsync(folder.File("summary.json")))!.AsObject();
        Assert.Equal(["webhooksAccepted", "events", "deals", "signals", "emails"], summary.Select(part => part.Key));
        Assert.Equal(WebhookFeed.Create(organisation, 5).Count, (int)summary["webhooksAccepted"]!);
        Assert.Equal(organisation.Deals.Sum(deal => deal.Plot is Plot.Merged ? 3 : 1), (int)summary["deals"]!);
        Assert.All(SignalRules.All, rule => Assert.Equal(
            (rule.Kind, organisation.Deals.Count(deal => deal.Expected.Contains(rule.Kind))), (rule.Kind, (int)summary["signals"]![rule.Kind]!)));
        Assert.Equal(["morning-digest", "rep-alert", "rep-week", "weekly-forecast", "admin-report"], summary["emails"]!.AsObject().Select(kind => kind.Key));
        AssertEmails(folder.File("emails"), summary["emails"]!.AsObject().Sum(kind => (int)kind.Value!), organisation);
        return summary["emails"]!.AsObject();
    }

    private static void AssertEmails(string folder, int count, Organisation organisation)
    {
        var files = System.IO.Directory.GetFiles(folder);
        Assert.Equal(count * 3, files.Length);
        foreach (var html in files.Where(file => file.EndsWith(".html", StringComparison.Ordinal)))
        {
            var request = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(html, ".json")))!;
            var to = (string)request["personalizations"]![0]!["to"]![0]!["email"]!;
            Assert.Contains(organisation.People, person => person.Email == to);
            Assert.Equal((string?)request["content"]![0]!["value"], File.ReadAllText(Path.ChangeExtension(html, ".txt")));
            Assert.Equal((string?)request["content"]![1]!["value"], File.ReadAllText(html));
        }
    }
}
