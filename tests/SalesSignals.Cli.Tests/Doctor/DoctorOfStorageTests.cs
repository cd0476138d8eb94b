using SalesSignals.Settings;

namespace SalesSignals.Cli.Tests.Doctor;

public sealed class DoctorOfStorageTests(DoctorRig rig) : IClassFixture<DoctorRig>
{
    [Fact]
    public async Task Storage_That_The_App_Has_Set_Up_Is_Well_And_Left_As_It_Was()
    {
        var settings = rig.Settings();
        var installation = DoctorRig.Open(settings);
        await installation.Tables.CreateAsync(default);
        await installation.Queues.CreateAsync(default);

        var found = await DoctorRig.ExamineAsync(settings, null, "storage");

        found.IsWell("tables");
        found.IsWell("queues");
        Assert.Equal(ExitCode.Done, found.Code);
        Assert.Equal(0, await installation.Storage!.Queue("doctor").CountAsync(default));
        await foreach (var page in installation.Tables.Deals.QueryAsync(new("doctor"), default))
        {
            Assert.Empty(page);
        }
    }

    [Fact]
    public async Task Without_Settings_It_Says_What_To_Set_And_Looks_No_Further_Into_Storage()
    {
        var settings = rig.Settings();
        settings.Remove("AzureWebJobsStorage");

        var found = await DoctorRig.ExamineAsync(settings, null, "storage", "people");

        found.Fails("configured", "AzureWebJobsStorage is not set", "Set AzureWebJobsStorage");
        Assert.Equal("unseen", found.Of("people").Verdict);
        Assert.Equal(ExitCode.Unwell, found.Code);
    }

    [Fact]
    public async Task A_Wrong_Key_Fails()
    {
        var settings = rig.Settings();
        settings["AzureWebJobsStorage"] = WithKey(settings["AzureWebJobsStorage"]!, Convert.ToBase64String(new byte[64]));

        var found = await DoctorRig.ExamineAsync(settings, null, "storage");

        found.Fails("tables", "Deals, Board, Directory, Outbox, Settings, Cursor, Deliveries: refused (403", "account devstoreaccount1");
        found.Fails("queues", "refused (403", "account devstoreaccount1");
    }

    /// <summary>The answers of an account whose identity lacks a role, whose firewall is shut, and which takes no keys.</summary>
    [Theory]
    [InlineData("AuthorizationPermissionMismatch", "the role 'Storage Table Data Contributor' on the storage account devstoreaccount1", "the role 'Storage Queue Data Contributor'")]
    [InlineData("AuthenticationFailed", "Copy the key of the account devstoreaccount1 again", "Copy the key of the account devstoreaccount1 again")]
    [InlineData("AuthorizationFailure", "network rules of the storage account", "network rules of the storage account")]
    [InlineData("KeyBasedAuthenticationNotPermitted", "set AzureWebJobsStorage__accountName", "set AzureWebJobsStorage__accountName")]
    public async Task Each_Refusal_Has_Its_Mend(string code, string mendOfTables, string mendOfQueues)
    {
        await using var standIn = await Refusing.StartAsync(403, code);

        var found = await DoctorRig.ExamineAsync(At(standIn.Address), null, "storage");

        found.Fails("tables", $"refused (403 {code})", mendOfTables);
        found.Fails("queues", $"refused (403 {code})", mendOfQueues);
    }

    [Fact]
    public async Task Storage_Where_The_App_Was_Never_Started_Says_So()
    {
        await using var fresh = await Cli.Azurite.AzuriteServer.StartAsync();

        var found = await DoctorRig.ExamineAsync(new() { ["AzureWebJobsStorage"] = fresh.ConnectionString }, null, "storage");

        found.Fails("tables", "not there", "Start the app once on this storage");
        found.Fails("queues", "not there", "Start the app once on this storage");
    }

    /// <summary>What the doctor and the start of the app go through is all there is.</summary>
    [Fact]
    public void No_Table_And_No_Queue_Is_Left_Out()
    {
        var installation = DoctorRig.Open(rig.Settings());

        Assert.Equal(
            typeof(Storage.Tables).GetProperties().Where(property => property.PropertyType == typeof(Storage.ITable)).Select(property => property.Name),
            installation.Tables.Named.Select(one => one.Name));
        Assert.Equal(typeof(Storage.Queues).GetProperties().Count(property => property.PropertyType == typeof(Storage.IQueue)), installation.Queues.All.Count);
    }

    [Fact]
    public async Task A_Clock_That_Agrees_Is_Well_And_One_That_Does_Not_Is_Not()
    {
        var right = await DoctorRig.ExamineAsync(rig.Settings(), null, "clock");
        var poor = await DoctorRig.ExamineAsync(rig.Settings(), new Shifted(TimeSpan.FromMinutes(2)), "clock");
        var wrong = await DoctorRig.ExamineAsync(rig.Settings(), new Shifted(TimeSpan.FromMinutes(-10)), "clock");

        foreach (var whose in new[] { "storage", "SendGrid" })
        {
            right.IsWell(whose);
            poor.Warns(whose, "seconds ahead of that of", "(NTP)");
            wrong.Fails(whose, "seconds behind that of", "(NTP)");
        }
    }

    [Fact]
    public async Task Settings_Are_Well_Once_Applied()
    {
        await using var fresh = await Cli.Azurite.AzuriteServer.StartAsync();
        var settings = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = fresh.ConnectionString };
        var tables = DoctorRig.Open(settings).Tables;
        await tables.CreateAsync(default);

        var before = await DoctorRig.ExamineAsync(settings, null, "settings");
        await new SettingsStore(tables.Settings).ApplyAsync(SalesSettings.Default, DateTimeOffset.UnixEpoch, default);
        var after = await DoctorRig.ExamineAsync(settings, null, "settings");
        var current = (await tables.Settings.GetAsync("settings", "current", default))!;
        current["Version"] = 2;
        current["Document"] = """{"alerts":{"dealsPerDay":-3}}""";
        await tables.Settings.WriteAsync(new Storage.TableWrite.Upsert(current), default);
        var broken = await DoctorRig.ExamineAsync(settings, null, "settings");

        before.Warns("document", "No settings were ever applied", "salessignals settings apply FILE");
        Assert.Equal(ExitCode.Warnings, before.Code);
        after.IsWell("document");
        broken.Fails("document", "Settings version 2 are not valid", "salessignals settings apply FILE");
    }

    /// <summary>Whether or not storage can be used: the secret may be storage's own.</summary>
    [Fact]
    public async Task A_Secret_That_Has_Not_Come_Out_Of_Its_Vault_Fails()
    {
        var settings = new Dictionary<string, string?>
        {
            ["SendGrid:ApiKey"] = "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/sendgrid)", ["Links:SigningKeys:0"] = DoctorRig.SigningKey,
        };

        var found = await DoctorRig.ExamineAsync(settings, null, "settings");
        settings.Remove("SendGrid:ApiKey");
        var mended = await DoctorRig.ExamineAsync(settings, null, "settings");

        found.Fails("secrets", "Key Vault has not given the value of SendGrid__ApiKey.", "role 'Key Vault Secrets User'");
        Assert.Equal(ExitCode.Unwell, found.Code);
        mended.IsWell("secrets");
    }

    private static string WithKey(string connection, string key) =>
        string.Join(';', connection.Split(';').Select(part => part.StartsWith("AccountKey=", StringComparison.Ordinal) ? $"AccountKey={key}" : part));

    private static Dictionary<string, string?> At(string address) => new()
    {
        ["AzureWebJobsStorage"] = $"AccountName=devstoreaccount1;AccountKey={Convert.ToBase64String(new byte[64])};QueueEndpoint={address}/devstoreaccount1;TableEndpoint={address}/devstoreaccount1",
    };

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
