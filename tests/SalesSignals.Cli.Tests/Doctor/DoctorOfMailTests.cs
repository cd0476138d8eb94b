using Microsoft.AspNetCore.Http;

namespace SalesSignals.Cli.Tests.Doctor;

public sealed class DoctorOfMailTests(DoctorRig rig) : IClassFixture<DoctorRig>
{
    [Fact]
    public async Task A_Key_A_Sender_And_A_Sandboxed_Send_That_Will_Do_Are_Well()
    {
        var found = await ExamineAsync(_ => { });

        foreach (var check in new[] { "key", "sender", "send", "events" })
        {
            found.IsWell(check);
        }

        Assert.Equal(ExitCode.Done, found.Code);
        Assert.Empty(rig.Mail.Caught);
    }

    [Fact]
    public async Task Missing_Settings_Are_Named_One_By_One()
    {
        var found = await ExamineAsync(settings =>
        {
            settings.Remove("SendGrid:ApiKey");
            settings["SendGrid:From:Email"] = "nobody";
        });

        var said = found.Findings.Select(finding => ((string)finding["verdict"]!, (string)finding["says"]!)).ToList();
        Assert.Contains(("failure", "SendGrid__ApiKey is not set."), said);
        Assert.Contains(said, one => one.Item2.StartsWith("SendGrid__From__Email must be", StringComparison.Ordinal));
        Assert.All(found.Findings, finding => Assert.NotNull((string?)finding["mend"]));
    }

    [Fact]
    public async Task A_Key_That_SendGrid_Does_Not_Know_Fails() =>
        (await ExamineAsync(settings => settings["SendGrid:ApiKey"] = "SG.revoked")).Fails("key", "SendGrid does not know it (401)", "Create a key at SendGrid");

    [Fact]
    public async Task A_Key_That_May_Not_Send_Fails_And_One_That_May_All_Is_Warned_Of()
    {
        var scopes = rig.Mail.Account.Scopes;
        scopes.Remove("mail.send");
        scopes.Add("api_keys.create");

        var found = await ExamineAsync(_ => { });
        scopes.Remove("api_keys.create");
        scopes.Add("mail.send");

        found.Fails("key", "may not send mail", "Restricted Access, Mail Send");
        found.Warns("key's rights", "may do anything in the account", "Restricted Access");
    }

    [Fact]
    public async Task An_Unreachable_SendGrid_Is_Told_From_A_Wrong_Key() =>
        (await ExamineAsync(settings => settings["SendGrid:BaseAddress"] = "http://127.0.0.1:9")).Fails("key", "cannot be asked: it cannot be reached (ConnectionError)", "See that SendGrid__BaseAddress is right");

    [Theory]
    [InlineData("stranger@example.com", false)]
    [InlineData("unverified@example.org", false)]
    [InlineData("anybody@example.net", true)]
    [InlineData("anybody@mail.example.net", true)]
    [InlineData("anybody@notexample.net", false)]
    [InlineData("late@pages.example", true)]
    public async Task A_Sender_Is_Verified_By_Itself_Or_By_Its_Domain(string email, bool isVerified)
    {
        var account = rig.Mail.Account;
        account.Senders.Add(("unverified@example.org", false));
        account.Domains.Add(("example.net", true));
        account.Domains.Add(("example.com", false));
        for (var i = 0; i < 120; i++)
        {
            account.Senders.Add(($"person{i}@pages.example", true));
        }

        account.Senders.Add(("late@pages.example", true));

        var found = await ExamineAsync(settings => settings["SendGrid:From:Email"] = email);

        if (isVerified)
        {
            found.IsWell("sender");
        }
        else
        {
            found.Fails("sender", $"{email} is not verified", "Settings, Sender Authentication");
        }
    }

    [Fact]
    public async Task A_Key_For_Sending_Only_Cannot_Be_Asked_For_Senders_And_That_Is_No_Failure()
    {
        var scopes = rig.Mail.Account.Scopes;
        scopes.Remove("verified_senders.read");
        scopes.Remove("whitelabel.read");

        var found = await ExamineAsync(_ => { });
        scopes.Add("verified_senders.read");
        scopes.Add("whitelabel.read");

        Assert.Equal("unseen", found.Of("sender").Verdict);
        Assert.Equal(ExitCode.Done, found.Code);
    }

    [Fact]
    public async Task A_Message_That_SendGrid_Would_Not_Take_Fails()
    {
        rig.Mail.Faults = _ => new Cli.Demo.SendGridStandInFault.Answers(403, "The from address does not match a verified Sender Identity.");

        var found = await ExamineAsync(_ => { });
        rig.Mail.Faults = null;

        found.Fails("send", "The from address does not match a verified Sender Identity", "Verify the address at SendGrid");
    }

    [Fact]
    public async Task Mail_That_Goes_Nowhere_And_Events_That_Nobody_Hears_Are_Warned_Of()
    {
        var found = await ExamineAsync(settings =>
        {
            settings["SendGrid:Sandbox"] = "true";
            settings.Remove("SendGrid:EventWebhookPublicKey");
        });

        found.Warns("sandbox", "no mail is delivered", "Remove SendGrid__Sandbox");
        found.Warns("events", "bounces are not heard of", "/api/mail/events");
        Assert.Equal(ExitCode.Warnings, found.Code);
    }

    [Fact]
    public async Task Links_That_Lead_To_The_App_Are_Well()
    {
        var found = await LinksAsync(_ => { });

        found.IsWell("address");
        found.IsWell("reachable");
        found.IsWell("signing keys");
    }

    [Fact]
    public async Task Missing_Links_Are_Warned_Of()
    {
        var found = await LinksAsync(settings =>
        {
            settings.Remove("Links:PublicBaseAddress");
            settings.Remove("Links:SigningKeys:0");
        });

        found.Warns("address", "is not set", "Set Links__PublicBaseAddress");
        found.Warns("signing keys", "is not set", "openssl rand -base64 32");
    }

    [Fact]
    public async Task Links_That_Will_Not_Do_Fail()
    {
        (await LinksAsync(settings => settings["Links:PublicBaseAddress"] = "signals")).Fails("address", "must be an address", "such as https://signals.example.com");
        (await LinksAsync(settings => settings["Links:PublicBaseAddress"] = "http://signals.invalid")).Fails("address", "is not https", "Set Links__PublicBaseAddress");
        (await LinksAsync(settings => settings["Links:PublicBaseAddress"] = "http://127.0.0.1:9")).Fails("reachable", "cannot be reached from here (ConnectionError)", "known to DNS");
        (await LinksAsync(settings => settings["Links:SigningKeys:0"] = "too short")).Fails("signing keys", "at least 32", "openssl rand -base64 32");
    }

    [Theory]
    [InlineData(503, """{"live":true,"ready":false}""", "cannot reach its storage")]
    [InlineData(200, "<html>Sign in</html>", "not by the app")]
    [InlineData(401, "", "not by the app")]
    public async Task An_Address_Where_The_App_Is_Not_Or_Not_Ready_Fails(int status, string body, string says)
    {
        rig.Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        };

        var found = await LinksAsync(_ => { });
        rig.Answer = DoctorRig.Healthy;

        found.Fails("reachable", says, "See ");
    }

    private Task<Examination> LinksAsync(Action<Dictionary<string, string?>> change) => ExamineAsync(change, "links");

    private Task<Examination> ExamineAsync(Action<Dictionary<string, string?>> change, string area = "sendgrid")
    {
        var settings = rig.Settings();
        change(settings);
        return DoctorRig.ExamineAsync(settings, null, area);
    }
}
