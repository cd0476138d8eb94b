using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Endpoints;

/// <summary>
/// Every sample of what CRMs send, posted to the app with proper proof: what its sender is answered, and what comes of it once it is
/// processed. Both stand in Fixtures.txt, and the events beside the samples. A new sample, and a wanted change: run this once with
/// SALESSIGNALS_WRITE_SAMPLES=1, which writes the file and fails; read the difference, and run again without.
/// </summary>
public sealed class FixtureTests
{
    private const string Outcomes = "Fixtures.txt";

    private static readonly string Acknowledgement = Encoding.UTF8.GetString(Fixture.Read("salesforce/response_ack_true.xml"));

    public static TheoryData<string> Webhooks() => [.. Fixture.Files.Where(file => !Fixture.IsApiAnswer(file))];

    public static TheoryData<string> ApiAnswers() => [.. Fixture.Files.Where(Fixture.IsApiAnswer)];

    [Theory]
    [MemberData(nameof(Webhooks))]
    public async Task Each_Sample_Is_Answered_And_Becomes_What_Is_Written_Down(string file)
    {
        var expected = Expected();

        foreach (var fixture in Fixture.Of(file))
        {
            var (outcome, events) = await PostAsync(fixture);

            Assert.True(expected.TryGetValue(fixture.Name, out var written), $"{Outcomes} does not say what becomes of {fixture.Name}.");
            Assert.Equal(written, outcome);
            if (outcome.StartsWith('2') && Fixture.ExpectedEvents(file) is { } lines)
            {
                Assert.Equal(lines.Distinct().Order(StringComparer.Ordinal), events);
            }
        }
    }

    [Theory]
    [MemberData(nameof(ApiAnswers))]
    public async Task What_An_Api_Answers_Is_No_Webhook_Even_With_Proper_Proof(string file)
    {
        foreach (var fixture in Fixture.Of(file))
        {
            var (outcome, events) = await PostAsync(fixture);

            Assert.Empty(events);
            Assert.Contains(outcome.Split('\n'), line => line.StartsWith("poison: ", StringComparison.Ordinal) || line.StartsWith('4'));
        }
    }

    [Fact]
    public async Task What_Is_Written_Down_Is_Of_Samples_That_There_Are()
    {
        if (Environment.GetEnvironmentVariable("SALESSIGNALS_WRITE_SAMPLES") == "1")
        {
            await WriteAsync();
            Assert.Fail($"{Outcomes} was written. Read the difference, then run again without SALESSIGNALS_WRITE_SAMPLES.");
        }

        Assert.Equal(
            Fixture.Files.Where(file => !Fixture.IsApiAnswer(file)).SelectMany(Fixture.Of).Select(fixture => fixture.Name),
            Expected().Keys);
    }

    /// <summary>What the sender is told, then what the deals and the poison queue hold; and the events that the deals have kept.</summary>
    private static async Task<(string Outcome, IReadOnlyList<string> Events)> PostAsync(Fixture fixture)
    {
        await using var app = await RunningApp.UnderHostAsync((_, services) => services
            .AddSingleton<TimeProvider>(new ManualTimeProvider(fixture.Now))
            .AddSingleton<IReadOnlyList<CrmSource>>([fixture.Source]));
        using var request = fixture.Send(app.Address);
        using var answer = await app.Client.SendAsync(request);
        var outcome = new StringBuilder(await DescribeAsync(answer));
        foreach (var message in await app.Queues.Deliveries.ReceiveAsync(32, TimeSpan.FromMinutes(5), default))
        {
            Assert.True(answer.IsSuccessStatusCode, "What was refused must not be stored.");
            await app.Services.GetRequiredService<DeliveryProcessor>().ProcessAsync(message.Text, default);
            await app.Queues.Deliveries.DeleteAsync(message, default);
            await DescribeAsync(app, outcome);
        }

        Assert.Equal(0, await app.Queues.Deliveries.CountAsync(default));
        return (outcome.ToString(), await EventsAsync(app));
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage answer)
    {
        var (body, type) = (await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType);
        var text = new StringBuilder().Append((int)answer.StatusCode).Append(' ').Append(type?.MediaType switch
        {
            null when body.Length == 0 => "(empty)",
            "application/problem+json" => JsonNode.Parse(body) is var problem ? $"{problem!["title"]}: {problem["detail"]}" : "",
            _ => body == Acknowledgement ? $"{type}, as in response_ack_true.xml" : $"{type} {body}",
        });
        string[] shown = ["WWW-Authenticate", "Allow", "WebHook-Allowed-Origin", "WebHook-Allowed-Rate"];
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        foreach (var name in shown.Where(headers.ContainsKey))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{name}: {headers[name]}");
        }

        return text.ToString();
    }

    private static async Task DescribeAsync(RunningApp app, StringBuilder outcome)
    {
        var events = await EventsAsync(app);
        var deals = await RowsAsync(app, "deal|");
        outcome.Append(deals.Count == 0 ? "\nnothing for a deal" : $"\ndeals: {deals.Count}, events: {events.Count}");
        foreach (var message in await app.Queues.DeliveriesPoison.PeekAsync(32, default))
        {
            outcome.Append(CultureInfo.InvariantCulture, $"\npoison: {PoisonMessage.Read(message.Text).Reason}");
        }
    }

    private static async Task<IReadOnlyList<string>> EventsAsync(RunningApp app)
    {
        var store = new DealStore(app.Tables.Deals);
        var events = new List<string>();
        foreach (var deal in (await RowsAsync(app, "event|")).Select(row => row.GetString("Deal")!).Distinct())
        {
            events.AddRange((await store.ReadEventsAsync(DealKey.Parse(deal), default)).Select(CanonicalEventJson.Write));
        }

        return [.. events.Order(StringComparer.Ordinal)];
    }

    private static async Task<List<TableRow>> RowsAsync(RunningApp app, string prefix)
    {
        var rows = new List<TableRow>();
        await foreach (var page in app.Tables.Deals.QueryAsync(new TableQuery(), default))
        {
            rows.AddRange(page.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)));
        }

        return rows;
    }

    /// <summary>What becomes of each: its name after ##, then the lines.</summary>
    private static Dictionary<string, string> Expected() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Endpoints", Outcomes))
        .Split("## ", StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.TrimEnd('\n').Split('\n', 2))
        .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);

    private static async Task WriteAsync([CallerFilePath] string thisFile = "")
    {
        var text = new StringBuilder();
        foreach (var fixture in Fixture.Files.Where(file => !Fixture.IsApiAnswer(file)).SelectMany(Fixture.Of))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {fixture.Name}\n{(await PostAsync(fixture)).Outcome}\n\n");
        }

        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(thisFile)!, Outcomes), text.ToString().TrimEnd('\n') + "\n");
    }
}
