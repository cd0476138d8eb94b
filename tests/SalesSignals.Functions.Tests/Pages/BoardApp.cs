using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Functions.Tests.Endpoints;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Functions.Work;
using SalesSignals.Links;
using SalesSignals.Outbox;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Tests.Pages;

/// <summary>The app with a sales team, asked as browsers ask it: each with its own cookies.</summary>
internal sealed class BoardApp : IAsyncDisposable
{
    private const string Key = "a key of at least thirty-two characters";

    public static readonly Person Cleo = new() { Id = "cleo", Name = "Cleo Chief", Email = "cleo@larkfield.example", Role = PersonRole.Admin };
    public static readonly Person Mia = new() { Id = "mia", Name = "Mia Manager", Email = "mia@larkfield.example", Role = PersonRole.Manager, Team = "North" };
    public static readonly Person Ana = new() { Id = "ana", Name = "Ana Silva", Email = "ana@larkfield.example", ManagerId = "mia", Team = "North", OwnerKeys = ["crm:7"], TimeZone = "Europe/London", QuarterlyQuota = 200000, QuotaCurrency = "EUR" };
    public static readonly Person Ben = new() { Id = "ben", Name = "Ben Okoro", Email = "ben@larkfield.example", ManagerId = "mia", Team = "North", OwnerKeys = ["crm:8"] };
    public static readonly Person Nils = new() { Id = "nils", Name = "Nils Other", Email = "nils@larkfield.example", Role = PersonRole.Manager, Team = "South" };
    public static readonly Person Oda = new() { Id = "oda", Name = "Oda Other", Email = "oda@larkfield.example", ManagerId = "nils", Team = "South", OwnerKeys = ["crm:9"] };

    public static ImmutableArray<Person> Everybody { get; } = [Cleo, Mia, Ana, Ben, Nils, Oda];

    private readonly LinkSigner _signer = new([Key]);

    private BoardApp(RunningApp app) => App = app;

    public RunningApp App { get; }

    public static Task<BoardApp> StartAsync(params string[] args) => StartAsync(configure: null, args);

    public static async Task<BoardApp> StartAsync(Action<RunningApp, IServiceCollection>? configure, params string[] args)
    {
        var app = await RunningApp.UnderHostAsync(
            (running, services) =>
            {
                services.AddSingleton<IReadOnlyList<CrmSource>>([.. Sources.Checking(Sources.BySignatureHeader).Select(source => source with { TellsPast = true })]);
                configure?.Invoke(running, services);
            },
            [$"--Links:SigningKeys:0={Key}", "--Links:PublicBaseAddress=https://signals.example", "--SendGrid:ApiKey=SG.test", "--SendGrid:From:Email=signals@larkfield.example", .. args]);
        await app.Tables.CreateAsync(default);
        await new DirectoryStore(app.Tables.Directory).SaveAsync(Everybody, default);
        return new(app);
    }

    public string Token(Person person, LinkPurpose purpose = LinkPurpose.SignIn, string? deal = null, TimeSpan? life = null) =>
        _signer.Seal(new(purpose, person.Id, deal, null, RunningApp.Noon + (life ?? TimeSpan.FromHours(1))));

    public async Task<WatchedDeal> DealAsync(string key) => (await new DealStore(App.Tables.Deals).ReadAsync(DealKey.Parse(key), default))!;

    public Task ShowAsync(BoardDeal deal) => new BoardStore(App.Tables.Board).PutAsync(deal, default);

    /// <summary>Does all that waits on the work queue; the mail that comes of it.</summary>
    public async Task<IReadOnlyList<EmailMessage>> WorkAsync()
    {
        foreach (var message in await App.Queues.Work.ReceiveAsync(32, TimeSpan.FromMinutes(1), default))
        {
            await App.Services.GetRequiredService<WorkDesk>().DoAsync(message.Text, default);
        }

        var sent = new SentMail();
        foreach (var message in await App.Queues.Emails.ReceiveAsync(32, TimeSpan.FromMinutes(1), default))
        {
            await App.Services.GetRequiredService<EmailOutbox>().SendAsync(message.Text, sent, default);
        }

        return sent;
    }

    public string Url(string path) => new Uri(App.Address, path).ToString();

    /// <summary>A browser in which nobody is signed in.</summary>
    public Visitor Open() => new(App.Address);

    public async Task<Visitor> SignInAsync(Person person)
    {
        var visitor = Open();
        using var answer = await visitor.GetAsync($"/api/board/enter/{Token(person)}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed class SentMail : List<EmailMessage>, IEmailSender
    {
        public Task<EmailSendResult> SendAsync(EmailMessage message, string messageId, CancellationToken cancellationToken)
        {
            Add(message);
            return Task.FromResult<EmailSendResult>(new EmailSendResult.Accepted());
        }
    }
}

/// <summary>A browser as the board sees it. Cookies are kept by hand: they are Secure, and the test has no TLS.</summary>
internal sealed partial class Visitor(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    public string? Cookie { get; set; }

    public List<(string Name, string Value)> Headers { get; } = [];

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    public async Task<string> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Fills in a form of a page that was shown before.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string shownOn, params (string Name, string Value)[] fields) =>
        await PostAsync(path, [("form", FormToken().Match(await PageAsync(shownOn)).Groups[1].Value), .. fields]);

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(
        new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) });

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        foreach (var (name, value) in Headers)
        {
            request.Headers.Add(name, value);
        }

        if (Cookie is not null)
        {
            request.Headers.Add("Cookie", Cookie);
        }

        var answer = await _client.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            Cookie = set.Single().Split(';')[0];
        }

        return answer;
    }

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
