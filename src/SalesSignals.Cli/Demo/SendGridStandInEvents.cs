using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SalesSignals.Azure.SendGrid;

namespace SalesSignals.Cli.Demo;

/// <summary>Posts signed events as SendGrid's event webhook does, with a key of its own.</summary>
internal sealed class SendGridStandInEvents : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Lock _signing = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public string PublicKey => Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    public async Task<HttpStatusCode> PostAsync(
        Uri address, IReadOnlyList<SendGridStandInEvent> events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = Write(events);
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        request.Headers.Add(SendGridEvents.SignatureHeader, Sign(timestamp, body));
        request.Headers.Add(SendGridEvents.TimestampHeader, timestamp);
        using var response = await _http.SendAsync(request, cancellationToken);
        return response.StatusCode;
    }

    public string Sign(string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        lock (_signing)
        {
            return Convert.ToBase64String(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }
    }

    public static byte[] Write(IReadOnlyList<SendGridStandInEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var one in events)
            {
                json.WriteStartObject();
                json.WriteString("email", one.Email.ToEmail);
                json.WriteNumber("timestamp", one.At.ToUnixTimeSeconds());
                json.WriteString("event", one.Name);
                json.WriteString("category", one.Email.Kind);
                json.WriteString("sg_event_id", one.EventId);
                json.WriteString("sg_message_id", one.Email.Id + ".filter0001.0");
                json.WriteString(SendGridRequest.MessageIdArgument, one.Email.MessageId);
                if (one.Reason is not null)
                {
                    json.WriteString("reason", one.Reason);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public void Dispose()
    {
        _key.Dispose();
        _http.Dispose();
    }
}
