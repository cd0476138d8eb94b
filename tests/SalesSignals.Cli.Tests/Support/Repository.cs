namespace SalesSignals.Cli.Tests.Support;

/// <summary>Where the sources and documents lie that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "SalesSignals.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
