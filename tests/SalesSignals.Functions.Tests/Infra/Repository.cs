namespace SalesSignals.Functions.Tests.Infra;

/// <summary>The files of the repository, which the tests are built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SalesSignals.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
