namespace SalesSignals.Cli.Tests.Support;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("salessignals-test-").FullName;

    public string File(string name, string? content = null)
    {
        var file = System.IO.Path.Combine(Path, name);
        if (content is not null)
        {
            System.IO.File.WriteAllText(file, content);
        }

        return file;
    }

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
