namespace SalesSignals.Functions.Tests.Infra;

public sealed class ConfigurationNamesTests
{
    private static readonly IReadOnlyList<DocumentedSetting> Documented = DocumentedSetting.ReadAll();

    [Fact]
    public void What_The_App_Reads_Is_Documented_And_What_Is_Documented_Is_Read()
    {
        var documented = Documented.Where(setting => !setting.IsReadByOthers).Select(setting => ReadSettings.NameOf(setting.Name));

        Assert.Equal(ReadSettings.Find().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_Sets_A_Name_In_Azure_Is_Said()
    {
        Assert.All(Documented, setting => Assert.True(
            setting.InAzure is "Bicep" || setting.InAzure.StartsWith("not set: ", StringComparison.Ordinal), $"{setting.Name}: {setting.InAzure}"));
    }
}
