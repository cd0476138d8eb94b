using System.Text;
using System.Text.Json;
using SalesSignals.Crm.CloudEvents;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.CloudEvents;

public class CloudEventHeadersTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("Euro%20%E2%82%AC%20%F0%9F%98%80", "Euro € 😀")]
    [InlineData("%e2%82%ac", "€")]
    [InlineData("%2525", "%25")]
    [InlineData("\"quoted\\\" legacy\"", "quoted\" legacy")]
    [InlineData("\"%22\"", "\"")]
    [InlineData("\"\"", "")]
    [InlineData("a\"b", "a\"b")]
    public void Headers_Are_Unquoted_And_Decoded_Once(string header, string text)
    {
        Assert.True(CloudEventHeaders.TryDecode(header, out var decoded));
        Assert.Equal(text, decoded);
    }

    [Theory]
    [InlineData("%C0%A0")]
    [InlineData("%ED%A0%80")]
    [InlineData("%F5%80%80%80")]
    [InlineData("%E2%82")]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    [InlineData("% 4")]
    [InlineData("\"open")]
    [InlineData("\"closed\" too early\"")]
    [InlineData("\"escaped\\\"")]
    public void What_Is_Not_Strictly_Encoded_Is_Refused(string header) => Assert.False(CloudEventHeaders.TryDecode(header, out _));

    [Fact]
    public void The_Binary_Sample_Is_Taken_And_Decodes_As_It_Says()
    {
        var sample = Samples.Json("cloudevents/03_binary_mode_headers_and_body.json");

        Assert.Null(Check(Request(sample)));
        foreach (var decoded in sample.GetProperty("decoded").EnumerateObject())
        {
            Assert.True(CloudEventHeaders.TryDecode(sample.GetProperty("headers").Text("ce-" + decoded.Name), out var text));
            Assert.Equal(decoded.Value.GetString(), text);
        }
    }

    [Fact]
    public void The_Sample_That_Is_No_Utf8_Is_Malformed() => Assert.Equal(
        new ReceiveResult.Malformed("The header ce-source is not percent-encoded UTF-8."),
        Check(Request(Samples.Json("cloudevents/04_invalid_utf8_percent_must_reject.json"))));

    [Theory]
    [InlineData("application/cloudevents+json")]
    [InlineData("Application/CloudEvents+JSON; charset=utf-8")]
    [InlineData("application/cloudevents-batch+json;charset=UTF-8")]
    public void Structured_And_Batch_Need_No_Other_Header(string contentType) =>
        Assert.Null(Check(Some.Request([]).With("content-type", contentType)));

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/vnd.salessignals+json; charset=utf-8")]
    [InlineData("text/json")]
    public void Any_Json_With_Attributes_Is_Binary(string contentType) => Assert.Null(Check(Binary().With("content-type", contentType)));

    [Theory]
    [InlineData("application/cloudevents+avro")]
    [InlineData("application/cloudevents-batch+protobuf")]
    [InlineData("application/cloudevents")]
    [InlineData("application/xml")]
    [InlineData("")]
    public void Other_Formats_Are_Not_Supported(string contentType) =>
        Assert.Contains("application/cloudevents+json", Assert.IsType<ReceiveResult.UnsupportedFormat>(Check(Binary().With("content-type", contentType))).Reason, StringComparison.Ordinal);

    [Fact]
    public void Json_Without_Attributes_And_Content_Without_Type_Are_Not_Supported()
    {
        Assert.IsType<ReceiveResult.UnsupportedFormat>(Check(Some.Request([]).With("content-type", "application/json")));
        Assert.IsType<ReceiveResult.UnsupportedFormat>(Check(Binary().Without("content-type")));
        Assert.IsType<ReceiveResult.UnsupportedFormat>(Check(Binary().With("content-type", "application/json", "application/json")));
    }

    [Theory]
    [InlineData("ce-specversion", "The header ce-specversion is missing or empty.")]
    [InlineData("ce-id", "The header ce-id is missing or empty.")]
    [InlineData("ce-source", "The header ce-source is missing or empty.")]
    [InlineData("ce-type", "The header ce-type is missing or empty.")]
    public void Attributes_That_Must_Be_There_Are_Missed(string name, string problem)
    {
        Assert.Equal(new ReceiveResult.Malformed(problem), Check(Binary().Without(name)));
        Assert.Equal(new ReceiveResult.Malformed(problem), Check(Binary().With(name, "\"\"")));
    }

    [Theory]
    [InlineData("ce-specversion", "0.3", "The header ce-specversion must be 1.0.")]
    [InlineData("ce-datacontenttype", "application/json", "The header ce-datacontenttype must not be sent; Content-Type says it.")]
    [InlineData("ce-time", "yesterday", "ce-time must be an RFC 3339 time with offset, such as 2026-11-20T09:30:00Z.")]
    [InlineData("ce-myextension", "%", "The header ce-myextension is not percent-encoded UTF-8.")]
    public void Attributes_That_Are_Wrong_Are_Told(string name, string value, string problem) =>
        Assert.Equal(new ReceiveResult.Malformed(problem), Check(Binary().With(name, value)));

    [Fact]
    public void An_Attribute_Given_Twice_Is_Refused() =>
        Assert.Equal(new ReceiveResult.Malformed("The header ce-subject must be sent once."), Check(Binary().With("ce-subject", "a", "b")));

    private static WebhookRequest Binary() => Some.Request([])
        .With("content-type", "application/json")
        .With("ce-specversion", "1.0")
        .With("ce-id", "1")
        .With("ce-source", "/crm")
        .With("ce-type", "deal.changed")
        .With("ce-time", "2026-11-20T09:30:00Z");

    private static WebhookRequest Request(JsonElement sample) => sample.GetProperty("headers").EnumerateObject().Aggregate(
        Some.Request(Encoding.UTF8.GetBytes(sample.Text("body"))), (request, header) => request.With(header.Name, header.Value.GetString()!));

    private static ReceiveResult? Check(WebhookRequest request) => Some.CloudEvents().Webhook.CheckHeaders!(request);
}
