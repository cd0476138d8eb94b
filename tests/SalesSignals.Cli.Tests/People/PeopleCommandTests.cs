using SalesSignals.Cli.Tests.Support;
using SalesSignals.Directory;

namespace SalesSignals.Cli.Tests.People;

public sealed class PeopleCommandTests : IDisposable
{
    private const string Team = """
        id,name,email,role,manager,team,timezone,quota,currency,owners
        ruth,Ruth Okafor,ruth@larkfield.example,manager,,Islands,Europe/London,,,
        tom,"Ashdown, Tom",tom@larkfield.example,rep,ruth,Islands,Europe/Dublin,250000.50,gbp,HubSpot:123;crm:7

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly CliRig _rig = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task People_Are_Imported_With_Everything_A_Line_Says()
    {
        var (code, output, _) = await _rig.RunAsync("people", "import", _folder.File("team.csv", Team));

        var tom = (await new DirectoryStore(_rig.Tables.Directory).ReadAsync(default)).ById("tom")!;
        Assert.Equal((0, "2 people imported.\n"), (code, output));
        Assert.Equal(("Ashdown, Tom", "tom@larkfield.example", PersonRole.Rep, "ruth"), (tom.Name, tom.Email, tom.Role, tom.ManagerId));
        Assert.Equal((250_000.50m, "GBP", "Europe/Dublin"), (tom.QuarterlyQuota, tom.QuotaCurrency, tom.TimeZone));
        Assert.Equal("hubspot:123 crm:7", string.Join(' ', tom.OwnerKeys));
        Assert.True(tom.IsActive);
    }

    [Fact]
    public async Task All_Errors_Are_Listed_With_Their_Lines_And_Nobody_Is_Imported()
    {
        const string Csv = """
            id,name,email,role,manager,team,timezone,quota,currency,owners
            ruth,Ruth Okafor,ruth@larkfield.example,boss,,Islands,Mars/Olympus,,,
            ,Nobody,no-address,rep,ruth,,Europe/London,much,EU,
            "tom
            ",Tom,tom@larkfield.example,rep,nadia,,Europe/London,100,,7
            tom,Tom Again,ruth@larkfield.example,rep,ruth,,Europe/London,,,crm:7
            jo,Jo,jo@larkfield.example,rep,jo,,Europe/London,,,crm:7
            """;

        var (code, _, error) = await _rig.RunAsync("people", "import", _folder.File("team.csv", Csv));

        Assert.Equal(1, code);
        Assert.Equal(
            """
            line 2: role 'boss' is not known; it is rep, manager or admin
            line 2: timezone 'Mars/Olympus' is no IANA time zone such as Europe/London
            line 3: id is empty
            line 3: email 'no-address' is no email address
            line 3: quota 'much' is no amount such as 250000
            line 3: currency 'EU' is no ISO code such as EUR
            line 4: a quota needs a currency such as EUR
            line 4: owner '7' must be written source:id, such as hubspot:123
            line 4: manager 'nadia' is neither in this file nor on the team; managers are named by their id
            line 6: id 'tom' belongs to somebody else too
            line 6: email 'ruth@larkfield.example' belongs to somebody else too
            line 7: owner 'crm:7' belongs to somebody else too
            line 7: 'jo' would report to themselves, through their managers
            Nobody was imported: the file has 13 error(s), listed above.

            """,
            error);
        Assert.Empty((await new DirectoryStore(_rig.Tables.Directory).ReadAsync(default)).People);
    }

    [Theory]
    [InlineData("", "line 1: the file is empty; its first line must name the columns: id,name,email,role,manager,team,timezone,quota,currency,owners,active,leave,culture")]
    [InlineData("id,name,mail\n", "line 1: the column 'email' is missing")]
    [InlineData("id,name,email,shoe size\n", "line 1: 'shoe size' is no column; known are id, name, email, role, manager, team, timezone, quota, currency, owners, active, leave, culture")]
    [InlineData("id,name,email,ID\n", "line 1: the column 'id' stands there twice")]
    public async Task A_Header_That_Will_Not_Do_Is_Explained(string csv, string expected)
    {
        var (code, _, error) = await _rig.RunAsync("people", "import", _folder.File("team.csv", csv));

        Assert.Equal(1, code);
        Assert.Contains(expected, error.Split('\n'));
    }

    [Fact]
    public async Task What_Is_Exported_Can_Be_Imported_As_It_Is()
    {
        await _rig.RunAsync("people", "import", _folder.File("team.csv", Team));
        var (_, exported, _) = await _rig.RunAsync("people", "export");
        var other = new CliRig { In = new StringReader(exported) };

        var (code, _, error) = await other.RunAsync("people", "import", "-");
        var (_, again, _) = await other.RunAsync("people", "export");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("tom,\"Ashdown, Tom\",tom@larkfield.example,rep,ruth,Islands,Europe/Dublin,250000.5,GBP,hubspot:123;crm:7,yes,,\n", exported, StringComparison.Ordinal);
        Assert.Equal(exported, again);
    }

    [Fact]
    public async Task Leave_Is_Imported_And_Stays_Where_A_Table_Has_No_Such_Column()
    {
        await _rig.RunAsync("people", "import", _folder.File("team.csv", "id,name,email,leave\ntom,Tom,tom@larkfield.example,2027-02-15; 2026-12-21..2027-01-03\n"));
        await _rig.RunAsync("people", "import", _folder.File("again.csv", "id,name,email\ntom,Tom Ashdown,tom@larkfield.example\n"));

        var (_, kept, _) = await _rig.RunAsync("people", "export");
        await _rig.RunAsync("people", "import", _folder.File("back.csv", "id,name,email,leave\ntom,Tom Ashdown,tom@larkfield.example,\n"));
        var (_, back, _) = await _rig.RunAsync("people", "export");

        Assert.Contains("tom,Tom Ashdown,", kept, StringComparison.Ordinal);
        Assert.EndsWith(",yes,2026-12-21..2027-01-03;2027-02-15,\n", kept, StringComparison.Ordinal);
        Assert.EndsWith(",yes,,\n", back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Culture_Is_Imported_And_Stays_Where_A_Table_Has_No_Such_Column()
    {
        await _rig.RunAsync("people", "import", _folder.File("team.csv", "id,name,email,culture\ntom,Tom,tom@larkfield.example,de-CH\n"));
        await _rig.RunAsync("people", "import", _folder.File("again.csv", "id,name,email\ntom,Tom Ashdown,tom@larkfield.example\n"));

        var (_, kept, _) = await _rig.RunAsync("people", "export");
        var (code, _, error) = await _rig.RunAsync("people", "import", _folder.File("wrong.csv", "id,name,email,culture\ntom,Tom,tom@larkfield.example,klingon\n"));

        Assert.EndsWith(",yes,,de-CH\n", kept, StringComparison.Ordinal);
        Assert.Equal(1, code);
        Assert.StartsWith("line 2: culture 'klingon' is no known one such as de-DE or en-US\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leave_That_Is_None_Is_Told_With_Its_Line()
    {
        var (code, _, error) = await _rig.RunAsync(
            "people", "import", _folder.File("team.csv", "id,name,email,leave\ntom,Tom,tom@larkfield.example,2026-12-21\njo,Jo,jo@larkfield.example,2027-01-03..2026-12-21;soon\n"));

        Assert.Equal(1, code);
        Assert.Equal(
            """
            line 3: leave '2027-01-03..2026-12-21' must be a day or a span such as 2026-12-21..2027-01-03, the first day first; several are separated by ;
            line 3: leave 'soon' must be a day or a span such as 2026-12-21..2027-01-03, the first day first; several are separated by ;
            Nobody was imported: the file has 2 error(s), listed above.

            """,
            error);
    }

    [Fact]
    public async Task Those_On_The_Team_Already_Count()
    {
        await _rig.RunAsync("people", "import", _folder.File("team.csv", Team));

        var (code, _, error) = await _rig.RunAsync("people", "import", _folder.File(
            "more.csv", "id,name,email,manager,owners\npriya,Priya,priya@larkfield.example,ruth,crm:8\nlen,Len,tom@larkfield.example,ruth,crm:7\n"));

        Assert.Equal(1, code);
        Assert.StartsWith("line 3: email 'tom@larkfield.example' belongs to somebody else too\nline 3: owner 'crm:7' belongs to somebody else too\n", error, StringComparison.Ordinal);
    }
}
