using System.Text.Json.Nodes;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Directory;

namespace SalesSignals.Cli.Tests.Mail;

/// <summary>It is a Monday, nine o'clock in London.</summary>
public sealed class DigestPreviewCommandTests
{
    private readonly CliRig _rig = new();

    [Theory]
    [InlineData("ruth.okafor", "morning-digest")]
    [InlineData("ruth.okafor", "weekly-forecast")]
    [InlineData("tom.ashdown", "rep-alert")]
    [InlineData("tom.ashdown", "rep-week")]
    [InlineData("cleo", "admin-report")]
    public async Task Looking_Writes_Sends_And_Claims_Nothing(string person, string kind)
    {
        await FillAsync();
        var writes = new CountedWrites();

        foreach (var at in new[] { "2026-11-15T09:00:00Z", "2026-11-16T09:00:00Z", "2026-11-17T09:00:00Z" })
        {
            var (code, output, error) = await _rig.RunOverAsync(
                writes.Of(_rig.Tables), writes.Of(_rig.Queues), "digest", "preview", "--for", person, "--kind", kind, "--at", at);

            Assert.Equal((0, ""), (code, error));
            Assert.Contains("\nSubject: ", output, StringComparison.Ordinal);
        }

        Assert.Equal(0, writes.Count);
    }

    [Fact]
    public async Task A_Manager_Gets_The_Morning_Digest_And_No_Link_Acts_For_Them()
    {
        await FillAsync();

        var (_, output, _) = await _rig.RunAsync("digest", "preview", "--for", "RUTH.OKAFOR@larkfield.example");

        Assert.StartsWith(
            "Morning digest for Ruth Okafor <ruth.okafor@larkfield.example>, Monday 16 Nov 2026 09:00 (Europe/London)\nIt would be sent.\nA preview: nothing was written or sent.",
            output,
            StringComparison.Ordinal);
        Assert.Contains("Where you can help", output, StringComparison.Ordinal);
        Assert.DoesNotContain("/api/", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ruth.okafor", "morning-digest", "2026-11-15T09:00:00Z", "Sunday 15 Nov 2026 is not a working day.")]
    [InlineData("ruth.okafor", "morning-digest", "2026-11-16T07:29:00Z", "morning digests go out from 07:30 until 12:00, and at that time it is Monday 07:29 (Europe/London).")]
    [InlineData("ruth.okafor", "weekly-forecast", "2026-11-16T17:00:00Z", "weekly forecasts go out on Mondays (or the next working day of the week) from 07:30 until 17:00, and at that time it is Monday 17:00 (Europe/London).")]
    [InlineData("tom.ashdown", "rep-alert", "2026-11-16T18:30:00Z", "alerts go out from 08:00 until 18:00, and at that time it is Monday 18:30 (Europe/London).")]
    [InlineData("hugo.lambert", "rep-week", "2026-11-16T09:00:00Z", "Hugo Lambert is on leave until Wednesday 25 Nov 2026.")]
    [InlineData("priya.nair", "rep-week", "2026-11-16T09:00:00Z", "Priya Nair has switched off weekly notes.")]
    [InlineData("siobhan.daly", "rep-alert", "2026-11-16T09:00:00Z", "Siobhan Daly wants no mail on Mondays.")]
    [InlineData("callum.reid", "rep-alert", "2026-11-16T09:00:00Z", "Callum Reid has left.")]
    public async Task Why_None_Would_Be_Sent_Is_Said(string person, string kind, string at, string reason)
    {
        await FillAsync();

        var (code, output, _) = await _rig.RunAsync("digest", "preview", "--for", person, "--kind", kind, "--at", at);

        Assert.Equal(0, code);
        Assert.Contains($"\nNo {kind.Replace('-', ' ')} would be sent: {reason}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_Html_And_Json_It_Is_The_Same_Mail()
    {
        await FillAsync();
        using var folder = new TemporaryFolder();
        var file = folder.File("digest.html");

        var (_, json, _) = await _rig.RunAsync("digest", "preview", "--for", "ruth.okafor", "--json", "--html", file);

        var preview = JsonNode.Parse(json)!;
        Assert.Equal(("ruth.okafor", "morning-digest", true, null), ((string?)preview["person"], (string?)preview["kind"], (bool)preview["isSent"]!, (string?)preview["reason"]));
        Assert.Equal(await File.ReadAllTextAsync(file), (string?)preview["html"]);
        Assert.Contains((string)preview["subject"]!, (string)preview["html"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zoe@example.com", "morning-digest", "Nobody in the directory has the id or email 'zoe@example.com'.")]
    [InlineData("tom.ashdown", "morning-digest", "Tom Ashdown (rep) never gets morning digests: there is rep-alert and rep-week.")]
    public async Task Who_Never_Gets_It_Cannot_Be_Shown_It(string person, string kind, string problem)
    {
        await FillAsync();

        var (code, output, error) = await _rig.RunAsync("digest", "preview", "--for", person, "--kind", kind);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(problem, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_There_Is_Nothing_To_Tell_No_File_Is_Written()
    {
        await new DirectoryStore(_rig.Tables.Directory).SaveAsync([new() { Id = "ana", Name = "Ana", Email = "ana@example.com" }], default);
        using var folder = new TemporaryFolder();
        var file = folder.File("alert.html");

        var (code, _, error) = await _rig.RunAsync("digest", "preview", "--for", "ana", "--html", file);

        Assert.Equal(1, code);
        Assert.Equal("alert.html was not written: no rep alert would be sent: nothing is new, or the day's budget is spent.\n", error);
        Assert.False(File.Exists(file));
    }

    private async Task FillAsync()
    {
        var organisation = await _rig.FillAsync(deals: 60);
        var callum = organisation.People.Single(person => person.Id == "callum.reid");
        await new DirectoryStore(_rig.Tables.Directory).SaveAsync(
            [callum with { IsActive = false }, new() { Id = "cleo", Name = "Cleo", Email = "cleo@larkfield.example", Role = PersonRole.Admin }], default);
        var preferences = new PreferencesStore(_rig.Tables.Directory);
        await preferences.ChangeAsync("priya.nair", chosen => chosen.Without(EmailKinds.RepWeek), default);
        await preferences.ChangeAsync("siobhan.daly", chosen => chosen with { Days = [DayOfWeek.Tuesday] }, default);
    }
}
