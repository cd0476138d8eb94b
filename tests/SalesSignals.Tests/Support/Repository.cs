namespace SalesSignals.Tests.Support;

/// <summary>Where the project's own files are while its tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string? folder) => folder switch
    {
        null => throw new InvalidOperationException("SalesSignals.sln is in no folder above the tests."),
        _ when File.Exists(Path.Combine(folder, "SalesSignals.sln")) => folder,
        _ => Find(Path.GetDirectoryName(folder)),
    };
}
