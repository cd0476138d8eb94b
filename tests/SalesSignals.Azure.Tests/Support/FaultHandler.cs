using System.Net;
using System.Net.Http;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SalesSignals.Azure.Tests.Support;

/// <summary>Stands before a store and spoils the tries it was told to, in order; the rest pass.</summary>
public sealed class FaultHandler(params Fault[] faults) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly Queue<Fault> _faults = new(faults);

    /// <summary>The requests that came, each try by itself.</summary>
    public List<HttpRequestMessage> Tries { get; } = [];

    /// <summary>How many bytes of body the last try had.</summary>
    public long LastBodyLength { get; private set; }

    /// <summary>Puts a client on this handler, with retries that do not wait.</summary>
    public void Apply(ClientOptions options)
    {
        options.Transport = new HttpClientTransport(this);
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxRetries = 3;
        options.Retry.NetworkTimeout = _faults.Contains(Fault.NoAnswer) ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromMinutes(1);
    }

    /// <summary>Forgets what came so far, and spoils these tries next.</summary>
    public void Then(params Fault[] faults)
    {
        Tries.Clear();
        foreach (var fault in faults)
        {
            _faults.Enqueue(fault);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Tries.Add(request);
        LastBodyLength = request.Content?.Headers.ContentLength ?? 0;
        switch (_faults.TryDequeue(out var fault) ? fault : Fault.None)
        {
            case Fault.Busy:
                return Answer(request, HttpStatusCode.ServiceUnavailable, "ServerBusy");
            case Fault.InternalError:
                return Answer(request, HttpStatusCode.InternalServerError, "OperationTimedOut");
            case Fault.NotConnected:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "No connection.");
            case Fault.ApplyThenDrop:
                using (await base.SendAsync(request, cancellationToken))
                {
                    throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was reset.");
                }

            case Fault.ApplyThenBreakOff:
                var whole = await base.SendAsync(request, cancellationToken);
                whole.Content = new StreamContent(new BrokenStream());
                return whole;
            case Fault.NoAnswer:
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                throw new InvalidOperationException("Only the time limit ends the wait.");
            default:
                return await base.SendAsync(request, cancellationToken);
        }
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode status, string code)
    {
        var answer = new HttpResponseMessage(status)
        {
            RequestMessage = request,
            Content = new StringContent("{\"odata.error\":{\"code\":\"" + code + "\"}}", Encoding.UTF8, "application/json"),
        };
        answer.Headers.Add("x-ms-error-code", code);
        return answer;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The body broke off.");

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            throw new IOException("The body broke off.");
    }
}

public enum Fault
{
    None,

    /// <summary>503 ServerBusy, nothing applied.</summary>
    Busy,

    /// <summary>500, and who knows.</summary>
    InternalError,

    /// <summary>The request never left.</summary>
    NotConnected,

    /// <summary>The store did it; nobody heard.</summary>
    ApplyThenDrop,

    /// <summary>The store did it; the answer's body broke off.</summary>
    ApplyThenBreakOff,

    /// <summary>Silence.</summary>
    NoAnswer,
}
