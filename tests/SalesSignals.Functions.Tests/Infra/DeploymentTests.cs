using System.Text.Json;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary>What Azure is asked for: who may do what, from where, and on what the app runs.</summary>
public sealed class DeploymentTests
{
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string SecretsUser = "4633458b-17de-408a-874b-0445c86b69e6";
    private const string SecretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
    private const string MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    [SkippableFact]
    public void The_App_May_What_It_Must_And_No_More()
    {
        Bicep.Require();

        Assert.Equal(new[] { TableDataContributor, QueueDataContributor, BlobDataOwner }.Order(StringComparer.Ordinal), Deployment.Full.RolesOn("storageAccounts", toApp: true));
        Assert.Equal([SecretsUser], Deployment.Full.RolesOn("vaults", toApp: true));
        Assert.Equal([MetricsPublisher], Deployment.Full.RolesOn("components", toApp: true));
        Assert.Equal(8, Deployment.Full.Of("Microsoft.Authorization/roleAssignments").Count);
    }

    [SkippableFact]
    public void Who_Operates_It_Gets_Roles_And_Otherwise_Nobody_Does()
    {
        Bicep.Require();

        Assert.Equal([TableDataContributor, QueueDataContributor], Deployment.Full.RolesOn("storageAccounts", toApp: false));
        Assert.Equal([SecretsOfficer], Deployment.Full.RolesOn("vaults", toApp: false));
        Assert.Equal(5, Deployment.Usual.Of("Microsoft.Authorization/roleAssignments").Count);
    }

    /// <summary>Each of these would open everything to whoever holds a copy of it.</summary>
    [SkippableFact]
    public void There_Are_No_Keys_And_No_Passwords()
    {
        Bicep.Require();

        Assert.False(Deployment.Usual.PropertiesOf("Microsoft.Storage/storageAccounts").GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.True(Deployment.Usual.PropertiesOf("Microsoft.Insights/components").GetProperty("DisableLocalAuth").GetBoolean());
        Assert.True(Deployment.Usual.PropertiesOf("Microsoft.KeyVault/vaults").GetProperty("enableRbacAuthorization").GetBoolean());
        Assert.Equal(2, Deployment.Usual.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Count(policy => !policy.GetProperty("properties").GetProperty("allow").GetBoolean()));
        Assert.All(
            Deployment.Usual.Resources,
            resource => Assert.DoesNotContain("listKeys", resource.GetRawText(), StringComparison.OrdinalIgnoreCase));
    }

    [SkippableFact]
    public void Storage_And_Vault_Are_Private_Unless_It_Is_Said_Otherwise()
    {
        Bicep.Require();

        Assert.Equal(("Disabled", "Deny"), AccessTo(Deployment.Usual, "Microsoft.Storage/storageAccounts"));
        Assert.Equal(("disabled", "Deny"), AccessTo(Deployment.Usual, "Microsoft.KeyVault/vaults"));
        Assert.Equal(
            ["blob", "queue", "table", "vault"],
            Deployment.Usual.Of("Microsoft.Network/privateEndpoints").Select(endpoint => endpoint.GetProperty("properties").GetProperty("privateLinkServiceConnections")[0].GetProperty("properties").GetProperty("groupIds")[0].GetString()).Order());
        Assert.EndsWith("/subnets/app", Deployment.Usual.PropertiesOf("Microsoft.Web/sites").GetProperty("virtualNetworkSubnetId").GetString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Operators_Are_Let_Through_From_Their_Addresses_Alone()
    {
        Bicep.Require();

        Assert.Equal(("Enabled", "Deny"), AccessTo(Deployment.Full, "Microsoft.Storage/storageAccounts"));
        Assert.Equal(("enabled", "Deny"), AccessTo(Deployment.Full, "Microsoft.KeyVault/vaults"));
        Assert.All(["Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults"], type => Assert.Equal(
            "203.0.113.7", Assert.Single(Deployment.Full.PropertiesOf(type).GetProperty("networkAcls").GetProperty("ipRules").EnumerateArray()).GetProperty("value").GetString()));
    }

    [SkippableFact]
    public void Without_A_Network_There_Is_None_And_Identities_Guard_Alone()
    {
        Bicep.Require();
        var deployment = Deployment.With("param network = 'public'");

        Assert.Equal(("Enabled", "Allow"), AccessTo(deployment, "Microsoft.Storage/storageAccounts"));
        Assert.DoesNotContain(deployment.Resources, resource => resource.GetProperty("type").GetString()!.StartsWith("Microsoft.Network/", StringComparison.Ordinal));
        Assert.False(deployment.PropertiesOf("Microsoft.Storage/storageAccounts").GetProperty("allowSharedKeyAccess").GetBoolean());
    }

    [SkippableFact]
    public void The_Apps_Subnet_Reaches_The_Internet_One_Way_Or_The_Other()
    {
        Bicep.Require();
        static JsonElement Subnet(Deployment deployment) =>
            deployment.PropertiesOf("Microsoft.Network/virtualNetworks").GetProperty("subnets").EnumerateArray().Single(subnet => subnet.GetProperty("name").GetString() == "app").GetProperty("properties");

        Assert.True(Subnet(Deployment.Usual).GetProperty("defaultOutboundAccess").GetBoolean());
        Assert.Empty(Deployment.Usual.Of("Microsoft.Network/natGateways"));
        Assert.False(Subnet(Deployment.Full).GetProperty("defaultOutboundAccess").GetBoolean());
        Assert.Equal(Deployment.Full.One("Microsoft.Network/natGateways").GetProperty("id").GetString(), Subnet(Deployment.Full).GetProperty("natGateway").GetProperty("id").GetString());
        Assert.Equal("Microsoft.App/environments", Subnet(Deployment.Usual).GetProperty("delegations")[0].GetProperty("properties").GetProperty("serviceName").GetString());
    }

    [SkippableFact]
    public void It_Runs_On_Flex_Consumption_As_A_Custom_Handler()
    {
        Bicep.Require();
        var config = Deployment.Usual.PropertiesOf("Microsoft.Web/sites").GetProperty("functionAppConfig");

        Assert.Equal("FC1", Deployment.Usual.One("Microsoft.Web/serverfarms").GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal("""{"name":"custom","version":"1.0"}""", Compact(config.GetProperty("runtime")));
        Assert.Equal("""[{"name":"http","instanceCount":1}]""", Compact(config.GetProperty("scaleAndConcurrency").GetProperty("alwaysReady")));
        Assert.Equal("[]", Compact(Deployment.Full.PropertiesOf("Microsoft.Web/sites").GetProperty("functionAppConfig").GetProperty("scaleAndConcurrency").GetProperty("alwaysReady")));
        Assert.Equal("UserAssignedIdentity", config.GetProperty("deployment").GetProperty("storage").GetProperty("authentication").GetProperty("type").GetString());
    }

    /// <summary>By these azd finds what it deploys.</summary>
    [SkippableFact]
    public void Azd_Finds_The_Group_And_The_App()
    {
        Bicep.Require();
        Assert.Equal("test", Deployment.Usual.One("Microsoft.Resources/resourceGroups").GetProperty("tags").GetProperty("azd-env-name").GetString());
        var service = Deployment.Usual.One("Microsoft.Web/sites").GetProperty("tags").GetProperty("azd-service-name").GetString();

        Assert.Contains($"\n  {service}:\n", Repository.Read("azure.yaml").ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static (string? Public, string? Default) AccessTo(Deployment deployment, string type)
    {
        var properties = deployment.PropertiesOf(type);
        return (properties.GetProperty("publicNetworkAccess").GetString(), properties.GetProperty("networkAcls").GetProperty("defaultAction").GetString());
    }

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);
}
