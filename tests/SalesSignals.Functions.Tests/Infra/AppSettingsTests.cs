namespace SalesSignals.Functions.Tests.Infra;

/// <summary>The app settings that a deployment makes, held to those the app reads (by way of <c>docs/configuration.md</c>, which is held to the app).</summary>
public sealed class AppSettingsTests
{
    private static readonly IReadOnlyList<DocumentedSetting> Documented = DocumentedSetting.ReadAll();

    [SkippableFact]
    public void What_Is_Set_Is_Documented_As_Set()
    {
        Bicep.Require();
        var documented = Documented.Where(setting => setting.InAzure == "Bicep").Select(setting => ReadSettings.NameOf(setting.Name));

        Assert.Empty(Deployment.Full.AppSettings.Keys.Select(ReadSettings.NameOf).Except(documented));
    }

    /// <summary>What else a source has is passed on as it is named; two of those stand for all.</summary>
    [SkippableFact]
    public void What_Is_Documented_As_Set_Is_Set()
    {
        Bicep.Require();
        var passedOn = Documented.Where(setting => setting.Name.StartsWith("Sources__{name}__", StringComparison.Ordinal) && !setting.IsSecret && !setting.Name.EndsWith("__Kind", StringComparison.Ordinal));

        var documented = Documented.Where(setting => setting.InAzure == "Bicep").Except(passedOn).Select(setting => ReadSettings.NameOf(setting.Name));

        Assert.Empty(documented.Except(Deployment.Full.AppSettings.Keys.Select(ReadSettings.NameOf)));
        Assert.Equal(("123", "x"), (Deployment.Full.AppSettings["Sources__hubspot__AllowedPortalIds__0"], Deployment.Full.AppSettings["Sources__dynamics__StageColumn"]));
    }

    [SkippableFact]
    public void Every_Secret_Is_A_Reference_To_Key_Vault_And_Nothing_Else_Is()
    {
        Bicep.Require();
        var secrets = Documented.Where(setting => setting.IsSecret).Select(setting => ReadSettings.NameOf(setting.Name)).ToHashSet(StringComparer.Ordinal);

        Assert.All(Deployment.Full.AppSettings, setting => Assert.Equal(
            secrets.Contains(ReadSettings.NameOf(setting.Key)), setting.Value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal)));
        var vault = Deployment.Full.One("Microsoft.KeyVault/vaults").GetProperty("name").GetString();
        Assert.Equal($"@Microsoft.KeyVault(VaultName={vault};SecretName=hubspot-old)", Deployment.Full.AppSettings["Sources__hubspot__Secrets__1"]);
    }

    [SkippableFact]
    public void What_Is_Left_To_Its_Default_Is_Not_Set()
    {
        Bicep.Require();

        Assert.Equal(
            [
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING",
                "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential",
                "Links__PublicBaseAddress", "Links__SigningKeys__0",
                "SendGrid__ApiKey", "SendGrid__BaseAddress", "SendGrid__From__Email", "SendGrid__From__Name", "SendGrid__Sandbox",
                "Sources__crm__Kind", "Sources__crm__Secrets__0",
            ],
            Deployment.Usual.AppSettings.Keys.Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void Links_Name_The_Host_That_The_App_Is_Reached_By()
    {
        Bicep.Require();
        var app = Deployment.Usual.One("Microsoft.Web/sites").GetProperty("name").GetString();

        Assert.Equal($"https://{app}.azurewebsites.net", Deployment.Usual.AppSettings["Links__PublicBaseAddress"]);
        Assert.Equal("https://signals.example.com", Deployment.Full.AppSettings["Links__PublicBaseAddress"]);
    }
}
