using SalesSignals.Crm.Tests.Support;

namespace SalesSignals.Crm.Tests;

public class CrmSourcesTests
{
    [Fact]
    public void Sources_Bear_Their_Name_In_Lower_Case_And_Say_Whether_They_Tell_Activities()
    {
        var hubSpot = CrmSources.Create("HubSpot-EU", new() { Kind = "hubspot", Secrets = ["s"] });
        var pipedrive = CrmSources.Create("pd", new() { Kind = "pipedrive", Secrets = [Some.PipedriveSecret] });
        var salesforce = Some.Salesforce();
        var generic = CrmSources.Create("crm", new() { Kind = "StandardWebhooks", Secrets = [Some.StandardSecret] });

        Assert.Equal(("hubspot-eu", "HubSpot", false), (hubSpot.Name, hubSpot.Webhook.Kind, hubSpot.TellsActivities));
        Assert.Equal(("pd", "Pipedrive", true), (pipedrive.Name, pipedrive.Webhook.Kind, pipedrive.TellsActivities));
        Assert.Equal(("crm", "Salesforce", true), (salesforce.Name, salesforce.Webhook.Kind, salesforce.TellsActivities));
        Assert.Equal(("crm", "StandardWebhooks", true), (generic.Name, generic.Webhook.Kind, generic.TellsActivities));
        Assert.Empty(generic.Warnings);
        Assert.Empty(pipedrive.Warnings);
    }

    [Fact]
    public void Close_Leaves_Activities_Untold_And_CloudEvents_Tell_Them()
    {
        var close = CrmSources.Create("close", new() { Kind = "close", Secrets = [Some.CloseKey.ToUpperInvariant()] });
        var events = CrmSources.Create("events", new() { Kind = "cloudevents", Secrets = [Some.Token] });

        Assert.Equal(("Close", false), (close.Webhook.Kind, close.TellsActivities));
        Assert.Equal(("CloudEvents", true), (events.Webhook.Kind, events.TellsActivities));
        Assert.Empty(close.Warnings.Concat(events.Warnings));
    }

    [Theory]
    [InlineData("HubSpot", "Sources__crm__Secrets__0 is missing")]
    [InlineData("StandardWebhooks", "Sources__crm__Secrets__0 is missing")]
    [InlineData("HubSpot", "Sources__crm__Secrets__1 is empty", "first", " ")]
    [InlineData("StandardWebhooks", "Sources__crm__Secrets__0 is not a Standard Webhooks secret", "whsec_")]
    [InlineData("StandardWebhooks", "Sources__crm__Secrets__0 is not a Standard Webhooks secret", "whsec_!secret!")]
    [InlineData("StandardWebhooks", "Sources__crm__Secrets__0 is a key for ed25519", "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=")]
    [InlineData("Salesforce", "Sources__crm__Secrets__0 is missing")]
    [InlineData("Salesforce", "Sources__crm__Secrets__1 is too short", "!secret!-that-is-long-enough", "!secret!-that-is-sho")]
    [InlineData("Salesforce", "Sources__crm__OrganizationIds__0 is missing", "!secret!-that-is-long-enough")]
    [InlineData("Pipedrive", "Sources__crm__Secrets__0 is not a user and a password; it must be user:password", "!secret!")]
    [InlineData("Pipedrive", "Sources__crm__Secrets__1 is not a user and a password", "user:password", "!secret!:")]
    [InlineData("Pipedrive", "Sources__crm__Secrets__0 is not a user and a password", ":!secret!")]
    [InlineData("Close", "Sources__crm__Secrets__0 is missing")]
    [InlineData("Close", "Sources__crm__Secrets__0 is not a Close signature key", "!secret!")]
    [InlineData("Close", "Sources__crm__Secrets__0 is not a Close signature key", "058bfb6a3d8cfdc4da7c3be5901b16ae")]
    [InlineData("CloudEvents", "Sources__crm__Secrets__0 is missing")]
    [InlineData("CloudEvents", "Sources__crm__Secrets__0 is not a bearer token", "two !secret! words")]
    [InlineData("", "Sources__crm__Kind is missing", "secret")]
    [InlineData("Excel", "Sources__crm__Kind is not a kind of CRM that is known", "secret")]
    public void A_Source_That_Could_Not_Be_Trusted_Is_Not_Made(string kind, string problem, params string[] secrets)
    {
        var error = Assert.Throws<InvalidOperationException>(() => CrmSources.Create("crm", new() { Kind = kind, Secrets = [.. secrets] }));

        Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("!secret!", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("1SiA4o9h", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00D8k00000FjOr")]
    [InlineData("00D8k00000FjOrdEA")]
    [InlineData("00D8k00000FjOrdEA!")]
    [InlineData("0018k00000AcCaAAAV")]
    public void What_Is_No_Id_Of_An_Organisation_Is_Refused(string id)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Some.Salesforce(options => options.OrganizationIds.Add(id)));

        Assert.StartsWith("Sources__crm__OrganizationIds__1 is not the id of a Salesforce organisation", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("a/b")]
    [InlineData("ümlaut")]
    [InlineData("a-name-of-more-than-forty-characters-is-no-name")]
    public void A_Name_That_Would_Break_Addresses_Or_Keys_Is_Refused(string name) =>
        Assert.Throws<InvalidOperationException>(() => CrmSources.Create(name, new() { Kind = "HubSpot", Secrets = ["s"] }));

    [Theory]
    [InlineData("email")]
    [InlineData("note")]
    [InlineData("")]
    [InlineData("2")]
    public void An_Activity_Type_Can_Only_Be_A_Meeting_A_Call_Or_A_Task(string kind)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Some.Pipedrive(options => options.ActivityTypes["demo"] = kind));

        Assert.Equal("Sources__crm__ActivityTypes__demo must be meeting, call or task.", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3601)]
    public void A_Tolerance_Beyond_Reason_Is_Refused(int seconds) =>
        Assert.Throws<InvalidOperationException>(() => Some.HubSpot(options => options.ToleranceSeconds = seconds));

    [Fact]
    public void Weak_But_Working_Configuration_Is_Warned_Of_Without_The_Secret()
    {
        var shortSecret = CrmSources.Create("crm", new() { Kind = "StandardWebhooks", Secrets = ["whsec_c2hvcnQ="] });
        var shortPassword = CrmSources.Create("pd", new() { Kind = "Pipedrive", Secrets = [Some.PipedriveSecret, "user:pa:ss"] });
        var shortToken = CrmSources.Create("crm", new() { Kind = "CloudEvents", Secrets = ["short"] });
        var v1 = Some.HubSpot(options => options.AllowV1Signature = true);

        Assert.Equal("Sources__crm__Secrets__0 has 5 bytes; at least 24 are recommended.", Assert.Single(shortSecret.Warnings));
        Assert.Equal("Sources__pd__Secrets__1 has a password of 5 characters; at least 20 are recommended.", Assert.Single(shortPassword.Warnings));
        Assert.Equal("Sources__crm__Secrets__0 has 5 characters; at least 32 random ones are recommended.", Assert.Single(shortToken.Warnings));
        Assert.Contains("v1", Assert.Single(v1.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void With_A_Token_HubSpot_Tells_Activities_And_Is_Asked_For_Them()
    {
        var source = Some.HubSpot(options =>
        {
            options.AccessToken = " pat-eu1-x ";
            options.AllowedPortalIds.Add(1);
        });

        Assert.True(source.TellsActivities);
        Assert.NotNull(source.Client);
        Assert.Empty(source.Warnings);
        Assert.Null(Some.HubSpot(options => options.AccessToken = " ").Client);
    }

    [Theory]
    [InlineData(true, "Sources__crm__AllowedPortalIds__0 is missing")]
    [InlineData(true, "Sources__crm__AllowedPortalIds lists 2 accounts", 1, 2)]
    [InlineData(false, "Sources__crm__AllowedPortalIds lists 2 accounts", 1, 2)]
    public void Deals_Of_Several_HubSpot_Accounts_Are_Not_Mixed(bool hasToken, string problem, params int[] portals)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Some.HubSpot(options =>
        {
            options.AccessToken = hasToken ? "pat" : null;
            foreach (var portal in portals)
            {
                options.AllowedPortalIds.Add(portal);
            }
        }));

        Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two words", null, "Sources__crm__AccessToken holds blanks")]
    [InlineData("pät", null, "Sources__crm__AccessToken holds blanks")]
    [InlineData("pat", "api.hubapi.com", "Sources__crm__ApiBaseAddress must be an https address")]
    [InlineData("pat", "http://api.hubapi.com", "Sources__crm__ApiBaseAddress must be an https address")]
    [InlineData("pat", "ftp://api.hubapi.com", "Sources__crm__ApiBaseAddress must be an https address")]
    public void Access_That_Would_Not_Do_Or_Give_The_Token_Away_Is_Refused(string token, string? address, string problem)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Some.HubSpot(options => (options.AccessToken, options.ApiBaseAddress) = (token, address)));

        Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Crm_Tells_Its_Past_Where_The_Configuration_Says_So()
    {
        bool TellsPast(bool configured) =>
            CrmSources.Create("pd", new() { Kind = "Pipedrive", Secrets = [Some.PipedriveSecret], TellsPast = configured }).TellsPast;

        Assert.Equal((false, true), (TellsPast(false), TellsPast(true)));
    }
}
