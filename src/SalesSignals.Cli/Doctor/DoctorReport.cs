using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SalesSignals.Cli.Doctor;

/// <summary>All that was found, written as it is found.</summary>
internal sealed class DoctorReport(TextWriter lines)
{
    private const int CheckWidth = 22;

    private readonly List<(string Area, Finding Finding)> _found = [];

    public int ExitCode => Count(Verdict.Failure) > 0 ? Cli.ExitCode.Unwell : Count(Verdict.Warning) > 0 ? Cli.ExitCode.Warnings : Cli.ExitCode.Done;

    public async Task AddAsync(string area, Finding finding)
    {
        if (_found.Count == 0 || _found[^1].Area != area)
        {
            await lines.WriteLineAsync(_found.Count == 0 ? area : $"\n{area}");
        }

        _found.Add((area, finding));
        await lines.WriteLineAsync($"  {Word(finding.Verdict),-8}{finding.Check.PadRight(CheckWidth)}  {finding.Says}");
        if (finding.Mend is { } mend)
        {
            await lines.WriteLineAsync($"  {"",-8}{"",CheckWidth}  -> {mend}");
        }
    }

    public Task SumUpAsync() => lines.WriteLineAsync("\n" + (Count(Verdict.Failure), Count(Verdict.Warning)) switch
    {
        (0, 0) => "All is well.",
        var (failures, warnings) => string.Create(CultureInfo.InvariantCulture, $"{failures} failure(s), {warnings} warning(s)."),
    });

    public string Json()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("failures", Count(Verdict.Failure));
            json.WriteNumber("warnings", Count(Verdict.Warning));
            json.WriteStartArray("findings");
            foreach (var (area, finding) in _found)
            {
                json.WriteStartObject();
                json.WriteString("area", area);
                json.WriteString("check", finding.Check);
                json.WriteString("verdict", finding.Verdict.ToString().ToLowerInvariant());
                json.WriteString("says", finding.Says);
                json.WriteString("mend", finding.Mend);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private int Count(Verdict verdict) => _found.Count(one => one.Finding.Verdict == verdict);

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Well => "ok",
        Verdict.Unseen => "-",
        Verdict.Warning => "warning",
        _ => "FAILED",
    };
}
