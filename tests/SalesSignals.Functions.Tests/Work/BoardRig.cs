using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Functions.Emails;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Functions.Work;
using SalesSignals.Outbox;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>The work queue's own services over a board that a test fills, on a Tuesday at eight in London.</summary>
internal sealed class BoardRig
{
    public static readonly DateTimeOffset Now = new(2026, 11, 17, 8, 0, 0, TimeSpan.Zero);

    private readonly Sent _sent = [];
    private readonly Queues _queues;
    private readonly EmailOutbox _outbox;

    public BoardRig()
    {
        Tables = Tables.Open(_ => new MemoryTable());
        _queues = Queues.Open(name => new MemoryQueue(name, Clock));
        var assessors = new DealAssessors(new(Tables.Settings), new(Tables.Directory), [], Clock, NullLogger<DealAssessors>.Instance);
        var deals = new DealStore(Tables.Deals);
        Board = new(Tables.Board);
        var desk = new DealDesk(deals, Board, Clock);
        _outbox = new EmailOutbox(Tables, _queues, new(), Clock, NullLogger<EmailOutbox>.Instance);
        var emails = new EmailRenderer(NullLoggerFactory.Instance);
        Desk = new(
            new(deals, desk, assessors, Clock),
            new(assessors, Board, new([], new(Tables.Cursor), new(Tables.Cursor), assessors, Clock), _outbox, Tables, emails, Clock),
            new(assessors, Board, desk, _outbox, Tables, emails, Clock),
            NoCrm.Reconciler(Tables, _queues, assessors, desk, Clock),
            new(Tables.Deals, new(Tables.Settings), assessors, Clock, NullLogger<BaselineLearning>.Instance),
            new(new(deals, new(Tables.Settings), assessors, Clock), _queues.Work, Clock),
            new(new(Tables.Directory), _outbox, emails, links: null, Clock));
    }

    public ManualTimeProvider Clock { get; } = new(Now);

    public Tables Tables { get; }

    public BoardStore Board { get; }

    public WorkDesk Desk { get; }

    public Task SaveAsync(params Person[] people) => new DirectoryStore(Tables.Directory).SaveAsync(people, default);

    public Task ShowAsync(string owner, string name, params RaisedSignal[] signals) => Board.PutAsync(Deal(owner, name) with { Signals = [.. signals] }, default);

    public Task ShowAsync(string owner, string name, DealMove moved) => Board.PutAsync(Deal(owner, name) with { Moves = [moved] }, default);

    public Task DoAsync(WorkMessage work) => Desk.DoAsync(work.Write(), default);

    /// <summary>Sends what waits to be sent, and returns what goes to a person.</summary>
    public async Task<IReadOnlyList<EmailMessage>> MailToAsync(string personId)
    {
        foreach (var message in await _queues.Emails.ReceiveAsync(32, TimeSpan.FromMinutes(1), default))
        {
            await _outbox.SendAsync(message.Text, _sent, default);
        }

        return [.. _sent.Where(message => message.PersonId == personId)];
    }

    public static Person Person(string id, PersonRole role = PersonRole.Rep) => new()
    {
        Id = id,
        Name = id,
        Email = $"{id}@example.com",
        Role = role,
        ManagerId = role is PersonRole.Rep ? "manager" : null,
        OwnerKeys = [$"crm:{id}"],
    };

    private static BoardDeal Deal(string owner, string name) => new()
    {
        Key = new("crm", name),
        OwnerKey = owner,
        Name = name,
        Status = DealStatus.Open,
        Amount = 1000,
        Currency = "EUR",
    };

    public static RaisedSignal Raised() => new()
    {
        Signal = new()
        {
            Kind = SignalKinds.StalledDeal,
            Severity = Severity.Low,
            Summary = "Quiet.",
            NextAction = "Call.",
            Evidence = [],
            Threshold = "10 days",
            RuleVersion = 1,
        },
        RaisedAt = Now.AddDays(-1),
    };

    private sealed class Sent : List<EmailMessage>, IEmailSender
    {
        public Task<EmailSendResult> SendAsync(EmailMessage message, string messageId, CancellationToken cancellationToken)
        {
            Add(message);
            return Task.FromResult<EmailSendResult>(new EmailSendResult.Accepted());
        }
    }
}
