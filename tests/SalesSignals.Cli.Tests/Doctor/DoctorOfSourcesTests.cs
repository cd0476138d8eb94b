using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Pulse;
using SalesSignals.StandIns.Pipedrive;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Tests.Doctor;

public sealed class DoctorOfSourcesTests(DoctorRig rig) : IClassFixture<DoctorRig>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task No_Source_Fails() =>
        (await ExamineAsync(settings => Remove(settings, "crm"))).Fails("sources", "No CRM is configured", "docs/connect");

    [Theory]
    [InlineData("Sources:crm:Kind", "FooForce", "is not a kind of CRM that is known")]
    [InlineData("Sources:crm:Secrets:0", null, "Sources__crm__Secrets__0 is missing")]
    [InlineData("Sources:crm:Secrets:0", "whsec_not base64", "Secrets__0")]
    public async Task What_Is_Configured_Wrong_Is_Named(string setting, string? value, string says) =>
        (await ExamineAsync(settings => _ = value is null ? settings.Remove(setting) : (settings[setting] = value) is null)).Fails("crm", says, "Correct the setting as docs/connect says");

    [Fact]
    public async Task A_Source_Without_An_Api_Is_Well_When_It_Sends()
    {
        var name = await HeardAsync("calm", hour => hour with { Deliveries = 3, LastDeliveryAt = Now.AddMinutes(-1) });

        var found = await ExamineAsync(settings => Rename(settings, name));

        found.IsWell($"{name} secret");
        found.IsWell($"{name} events");
        Assert.Equal("unseen", found.Of($"{name} token").Verdict);
        Assert.Equal(ExitCode.Done, found.Code);
    }

    [Fact]
    public async Task The_Latest_Change_That_Webhooks_Told_Of_Is_Named()
    {
        var name = await HeardAsync("telling", hour => hour with { Deliveries = 3, LastDeliveryAt = Now.AddMinutes(-30), Events = 2, LastEventAt = new(2026, 3, 1, 7, 5, 0, TimeSpan.Zero) });

        var found = await ExamineAsync(settings => Rename(settings, name));

        found.IsWell($"{name} events");
        Assert.Contains("the latest change they told of was at 2026-03-01 07:05Z", found.Of($"{name} events").Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhooks_Of_Which_None_Tells_Anything_Are_Warned_Of()
    {
        var name = await HeardAsync("babbling", hour => hour with { Deliveries = 3, LastDeliveryAt = Now.AddMinutes(-30) });

        (await ExamineAsync(settings => Rename(settings, name))).Warns($"{name} events", "none has told anything of a deal", "salessignals poison list");
    }

    [Fact]
    public async Task A_Source_Of_Which_Nothing_Was_Heard_Is_Warned_Of() =>
        (await ExamineAsync(settings => Rename(settings, "mute"))).Warns("mute events", "No webhook has come yet", "/api/webhooks/mute");

    [Fact]
    public async Task A_Source_That_Has_Fallen_Silent_Fails()
    {
        var store = new PulseStore(DoctorRig.Open(rig.Settings()).Tables.Cursor);
        await DoctorRig.Open(rig.Settings()).Tables.CreateAsync(default);
        for (var hour = 0; hour < 14 * 24; hour++)
        {
            var at = PulseHour.StartOf(Now.AddDays(-24)).AddHours(hour);
            await store.KeepAsync("silent", new() { StartsAt = at, Deliveries = 5, LastDeliveryAt = at.AddMinutes(50) }, "test", default);
        }

        (await ExamineAsync(settings => Rename(settings, "silent"))).Fails("silent events", "Silent since", "salessignals reconcile silent");
    }

    [Fact]
    public async Task Refused_Requests_Are_Warned_Of()
    {
        var name = await HeardAsync("refusing", hour => hour with { Deliveries = 1, LastDeliveryAt = Now.AddMinutes(-1), Refused = hour.Refused.Add("signature_mismatch", 4) });

        (await ExamineAsync(settings => Rename(settings, name))).Warns($"{name} refused", "4 requests were refused in the last day: signature_mismatch 4", $"Sources__{name}__Secrets__0");
    }

    [Fact]
    public async Task A_Crm_Whose_Token_And_Webhooks_Will_Do_Is_Well()
    {
        await using var pipedrive = await PipedriveStandIn.CreateAsync();
        foreach (var about in new[] { "deal", "activity", "note" })
        {
            pipedrive.AddWebhook($"{rig.Address}/api/webhooks/pd", about);
        }

        await using var close = await CloseStandIn.CreateAsync(() => CliRig.Monday);
        close.Subscribe($"{rig.Address}/api/webhooks/cl", "active", "opportunity", "activity.call", "activity.meeting", "activity.email", "activity.note", "task.lead", "contact");

        var found = await ExamineAsync(settings =>
        {
            Pipedrive(settings, pipedrive);
            Close(settings, close);
        });

        foreach (var check in new[] { "pd token", "pd webhooks", "cl token", "cl webhooks" })
        {
            found.IsWell(check);
        }

        found.Warns("pd backfill", "Its past was never read", "Run salessignals backfill pd");
        Assert.DoesNotContain("a-password-of-the-webhook", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Token_That_The_Crm_Refuses_Fails()
    {
        await using var pipedrive = await PipedriveStandIn.CreateAsync();

        var found = await ExamineAsync(settings =>
        {
            Pipedrive(settings, pipedrive);
            settings["Sources:pd:AccessToken"] = "revoked-token";
        });

        found.Fails("pd token", "Pipedrive answered 401", "Give Sources__pd a token");
        Assert.DoesNotContain("revoked-token", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Crm_That_Webhooks_Only_Connect_Is_Warned_Of()
    {
        await using var pipedrive = await PipedriveStandIn.CreateAsync();

        var found = await ExamineAsync(settings =>
        {
            Pipedrive(settings, pipedrive);
            settings.Remove("Sources:pd:AccessToken");
        });

        found.Warns("pd token", "There is none", "Set Sources__pd__AccessToken");
    }

    [Theory]
    [InlineData("/api/webhooks/other", "deal", "2.0", 1, 200, "failure", "None of its 1 webhooks posts to /api/webhooks/pd")]
    [InlineData("/api/webhooks/pd", "deal", "2.0", 0, 200, "failure", "is switched off")]
    [InlineData("/api/webhooks/pd", "*", "1.0", 1, 200, "failure", "is of version 1.0 where 2.0 is needed")]
    [InlineData("/api/webhooks/pd", "*", "2.0", 1, 401, "failure", "was answered 401 the last time")]
    [InlineData("/api/webhooks/pd", "deal", "2.0", 1, 200, "warning", "It does not post: activity, note")]
    public async Task Webhooks_That_Will_Not_Do_Are_Told(string path, string about, string version, int isActive, int lastStatus, string verdict, string says)
    {
        await using var pipedrive = await PipedriveStandIn.CreateAsync();
        pipedrive.AddWebhook(rig.Address + path, about, version, isActive, lastStatus);

        var told = (await ExamineAsync(settings => Pipedrive(settings, pipedrive))).Of("pd webhooks");

        Assert.Equal(verdict, told.Verdict);
        Assert.Contains(says, told.Says, StringComparison.Ordinal);
        Assert.NotNull(told.Mend);
    }

    [Fact]
    public async Task A_Subscription_That_Close_Has_Paused_Fails_And_One_To_Another_Host_Is_Warned_Of()
    {
        await using var close = await CloseStandIn.CreateAsync(() => CliRig.Monday);
        close.Subscribe($"{rig.Address}/api/webhooks/cl", "paused", "opportunity");

        (await ExamineAsync(settings => Close(settings, close))).Fails("cl webhooks", "is switched off", "Switch it on again");

        close.Subscriptions.Clear();
        close.Subscribe("https://elsewhere.example/api/webhooks/cl", "active", "opportunity", "activity.call", "activity.meeting", "activity.email", "activity.note", "task.lead", "contact");

        (await ExamineAsync(settings => Close(settings, close))).Warns("cl webhooks", "posts to another host", "Links__PublicBaseAddress");
    }

    [Fact]
    public async Task HubSpots_Token_Is_Tried_And_Its_Webhooks_Are_Said_To_Be_Out_Of_Sight()
    {
        await using var hubspot = await HubSpotStandIn.CreateAsync();

        var found = await ExamineAsync(settings =>
        {
            Remove(settings, "crm");
            settings["Sources:hs:Kind"] = "HubSpot";
            settings["Sources:hs:Secrets:0"] = "a-client-secret-of-hubspot";
            settings["Sources:hs:AccessToken"] = HubSpotStandIn.Token;
            settings["Sources:hs:ApiBaseAddress"] = hubspot.Address;
            settings["Sources:hs:AllowedPortalIds:0"] = "7";
        });

        found.IsWell("hs token");
        Assert.Equal("unseen", found.Of("hs webhooks").Verdict);
        Assert.Contains("under Webhooks", found.Of("hs webhooks").Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_We_Stand_Beside_The_Crm_Is_Told()
    {
        await using var pipedrive = await PipedriveStandIn.CreateAsync();
        var cursor = DoctorRig.Open(rig.Settings()).Tables.Cursor;

        (await ExamineAsync(settings => Pipedrive(settings, pipedrive))).Warns("pd reconcile", "never compared", "salessignals reconcile pd");
        await StatusAsync(cursor, Now.AddMinutes(-20), null);
        (await ExamineAsync(settings => Pipedrive(settings, pipedrive))).IsWell("pd reconcile");
        await StatusAsync(cursor, Now.AddHours(-5), null);
        (await ExamineAsync(settings => Pipedrive(settings, pipedrive))).Fails("pd reconcile", "last compared up to", "salessignals reconcile pd");
        await StatusAsync(cursor, Now.AddMinutes(-20), "Pipedrive answered 500");
        (await ExamineAsync(settings => Pipedrive(settings, pipedrive))).Fails("pd reconcile", "Pipedrive answered 500", "salessignals reconcile pd");
        await cursor.WriteAsync(new TableWrite.Delete("source|pd", "reconcile|status", "*"), default);
    }

    /// <summary>Whatever goes wrong, and whatever goes well: no secret of ours is in what it says.</summary>
    [Fact]
    public async Task No_Secret_Is_Ever_Said()
    {
        await using var pipedrive = await PipedriveStandIn.CreateAsync();
        await using var close = await CloseStandIn.CreateAsync(() => CliRig.Monday);
        close.Key = "api_another-key-of-close";
        var settings = rig.Settings();
        Pipedrive(settings, pipedrive);
        Close(settings, close);
        settings["Sources:bad:Kind"] = "Salesforce";
        settings["Sources:bad:Secrets:0"] = "secret of a bad source";
        settings["SendGrid:ApiKey"] = "SG.a-key-that-nobody-knows";
        string[] secrets =
        [
            .. settings.Where(setting => setting.Key.Contains("Secret", StringComparison.Ordinal) || setting.Key.Contains("Token", StringComparison.Ordinal)
                || setting.Key.Contains("ApiKey", StringComparison.Ordinal) || setting.Key.Contains("SigningKeys", StringComparison.Ordinal)).Select(setting => setting.Value!),
            .. settings["AzureWebJobsStorage"]!.Split(';').Where(part => part.StartsWith("AccountKey=", StringComparison.Ordinal)).Select(part => part["AccountKey=".Length..]),
        ];

        var json = await DoctorRig.ExamineAsync(settings);
        var text = await DoctorRig.RunAsync(settings, TimeProvider.System, "doctor");

        Assert.Equal(9, secrets.Length);
        Assert.Equal(ExitCode.Unwell, json.Code);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, json.Output + text.Out + text.Error, StringComparison.Ordinal));
    }

    private static void Remove(Dictionary<string, string?> settings, string source)
    {
        foreach (var key in settings.Keys.Where(key => key.StartsWith($"Sources:{source}:", StringComparison.Ordinal)).ToList())
        {
            settings.Remove(key);
        }
    }

    private static void Rename(Dictionary<string, string?> settings, string name)
    {
        Remove(settings, "crm");
        settings[$"Sources:{name}:Kind"] = "StandardWebhooks";
        settings[$"Sources:{name}:Secrets:0"] = DoctorRig.WebhookSecret;
    }

    private static void Pipedrive(Dictionary<string, string?> settings, PipedriveStandIn standIn)
    {
        settings["Sources:pd:Kind"] = "Pipedrive";
        settings["Sources:pd:Secrets:0"] = "salessignals:a-long-password-of-ours-0123";
        settings["Sources:pd:AccessToken"] = PipedriveStandIn.Token;
        settings["Sources:pd:ApiBaseAddress"] = standIn.Address;
    }

    private static void Close(Dictionary<string, string?> settings, CloseStandIn standIn)
    {
        settings["Sources:cl:Kind"] = "Close";
        settings["Sources:cl:Secrets:0"] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
        settings["Sources:cl:AccessToken"] = "api_3fnK1YbYrMJS0OLm5Cdbdb.1Qw8T2";
        settings["Sources:cl:ApiBaseAddress"] = standIn.Address;
    }

    private async Task<string> HeardAsync(string name, Func<PulseHour, PulseHour> told)
    {
        var tables = DoctorRig.Open(rig.Settings()).Tables;
        await tables.CreateAsync(default);
        await new PulseStore(tables.Cursor).KeepAsync(name, told(new() { StartsAt = PulseHour.StartOf(Now.AddMinutes(-1)) }), "test", default);
        return name;
    }

    private static async Task StatusAsync(ITable cursor, DateTimeOffset until, string? error)
    {
        var row = new TableRow("source|pd", "reconcile|status") { ["Until"] = until, ["LastRunAt"] = until, ["LastError"] = error };
        await cursor.WriteAsync(new TableWrite.Upsert(row), default);
    }

    private async Task<Examination> ExamineAsync(Action<Dictionary<string, string?>> change)
    {
        var settings = rig.Settings();
        change(settings);
        await DoctorRig.Open(settings).Tables.CreateAsync(default);
        return await DoctorRig.ExamineAsync(settings, null, "sources");
    }
}
