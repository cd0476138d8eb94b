using System.Text.Json;
using System.Text.Json.Nodes;
using SalesSignals.Azure.SendGrid;

namespace SalesSignals.Azure.Tests.SendGrid;

/// <summary>What we send conforms to SendGrid's own description of its API.</summary>
public sealed class SendGridConformanceTests
{
    private static readonly OpenApiSchema Api = OpenApiSchema.Read(Path.Combine(AppContext.BaseDirectory, "SendGrid", "Samples", "tsg_mail_v3.json"));
    private static readonly JsonElement MailSend = Api.At("/components/requestBodies/PostMailSend/content/application~1json/schema");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_Request_Conforms(bool sandbox) => Assert.Empty(Check(SendGridRequest.Write(SomeMail.Message(), SomeMail.MessageId, SomeMail.Options(sandbox: sandbox))));

    [Fact]
    public void A_Request_Without_Names_Conforms()
    {
        var options = SomeMail.Options();
        options.From.Name = null;

        Assert.Empty(Check(SendGridRequest.Write(SomeMail.Message() with { ToName = null }, SomeMail.MessageId, options)));
    }

    [Theory]
    [InlineData("Ana\r\nBcc: eve@example.com", "Hi\r\nBcc: eve@example.com")]
    [InlineData("\0\u0001\u007f\u0085\u2028Ana", "\"<script>\" & {{handlebars}} -name-")]
    [InlineData("Zoë 山田 🦄", "Zoë 山田 🦄 \ud800 half a pair")]
    public void Hostile_Names_And_Subjects_Conform_And_Stay_On_One_Line(string name, string subject)
    {
        var request = SendGridRequest.Write(SomeMail.Message() with { ToName = name, Subject = subject }, SomeMail.MessageId, SomeMail.Options());

        Assert.Empty(Check(request));
        using var document = JsonDocument.Parse(request);
        var headers = new[]
        {
            document.RootElement.GetProperty("subject").GetString()!,
            document.RootElement.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("name").GetString()!,
        };
        Assert.All(headers, header => Assert.DoesNotContain(header, c => char.IsControl(c) || c is '\u2028' or '\u2029'));
    }

    [Fact]
    public void Our_Message_Id_Goes_With_The_Message_And_Nothing_Is_Tracked()
    {
        var request = JsonNode.Parse(SendGridRequest.Write(SomeMail.Message(), SomeMail.MessageId, SomeMail.Options()))!;

        Assert.Equal(SomeMail.MessageId, (string?)request["personalizations"]![0]!["custom_args"]!["message_id"]);
        Assert.Equal(["morning-digest"], request["categories"]!.AsArray().Select(category => (string?)category));
        Assert.Equal(["text/plain", "text/html"], request["content"]!.AsArray().Select(part => (string?)part!["type"]));
        Assert.All(request["tracking_settings"]!.AsObject(), setting => Assert.False((bool)setting.Value!["enable"]!));
        Assert.Equal(3, request["tracking_settings"]!.AsObject().Count);
    }

    [Fact]
    public void What_The_Mail_Service_Keeps_Beside_The_Message_Names_Nobody()
    {
        var message = SomeMail.Message();

        var request = JsonNode.Parse(SendGridRequest.Write(message, SomeMail.MessageId, SomeMail.Options()))!;

        var personalization = request["personalizations"]![0]!.AsObject();
        Assert.Equal([message.Kind], request["categories"]!.AsArray().Select(category => (string?)category));
        Assert.Equal([("message_id", SomeMail.MessageId)], personalization["custom_args"]!.AsObject().Select(argument => (argument.Key, (string)argument.Value!)));
        Assert.Equal(["custom_args", "to"], personalization.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Null(request["custom_args"]);
        Assert.Contains(message.Kind, SalesSignals.Directory.EmailKinds.All);
    }

    [Fact]
    public void One_Click_Ends_Mail_Of_A_Kind()
    {
        var request = SendGridRequest.Write(
            SomeMail.Message() with { UnsubscribeUrl = "https://signals.example.com/api/preferences/AQ\r\nBcc: eve@example.com" }, SomeMail.MessageId, SomeMail.Options());

        using var json = JsonDocument.Parse(request);
        var headers = json.RootElement.GetProperty("headers");
        Assert.Empty(Check(request));
        Assert.Equal("<https://signals.example.com/api/preferences/AQ  Bcc: eve@example.com>", headers.GetProperty("List-Unsubscribe").GetString());
        Assert.Equal("List-Unsubscribe=One-Click", headers.GetProperty("List-Unsubscribe-Post").GetString());
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "$.from is missing", """{"personalizations":[]}""" },
        { "$.personalizations is missing", """{"from":{"email":"a@example.com"}}""" },
        { "$.personalizations[0].to is missing", """{"from":{"email":"a@example.com"},"personalizations":[{}]}""" },
        { "$.personalizations[0].to[0].email is missing", """{"from":{"email":"a@example.com"},"personalizations":[{"to":[{"name":"a"}]}]}""" },
        { "$.from.email is no email address", """{"from":{"email":"nobody"},"personalizations":[]}""" },
        { "$.from.email is no email address", """{"from":{"email":"Ana <a@example.com>"},"personalizations":[]}""" },
        { "$.from is String, not object", """{"from":"a@example.com","personalizations":[]}""" },
        { "$.subject is shorter than 1", """{"from":{"email":"a@example.com"},"personalizations":[],"subject":""}""" },
        { "$.content[0].value is missing", """{"from":{"email":"a@example.com"},"personalizations":[],"content":[{"type":"text/plain"}]}""" },
        { "$.content[0].value is shorter than 1", """{"from":{"email":"a@example.com"},"personalizations":[],"content":[{"type":"text/plain","value":""}]}""" },
        { "$.categories has an item twice", """{"from":{"email":"a@example.com"},"personalizations":[],"categories":["a","a"]}""" },
        { "$.categories has more than 10 items", """{"from":{"email":"a@example.com"},"personalizations":[],"categories":["1","2","3","4","5","6","7","8","9","10","11"]}""" },
        { "$.custom_args is Object, not string", """{"from":{"email":"a@example.com"},"personalizations":[],"custom_args":{"message_id":"1"}}""" },
        { "$.mail_settings.sandbox_mode.enable is String, not boolean", """{"from":{"email":"a@example.com"},"personalizations":[],"mail_settings":{"sandbox_mode":{"enable":"true"}}}""" },
        { "$.send_at is Number, not integer", """{"from":{"email":"a@example.com"},"personalizations":[],"send_at":1.5}""" },
        { "$.attachments[0].disposition is none of inline, attachment", """{"from":{"email":"a@example.com"},"personalizations":[],"attachments":[{"content":"eA==","filename":"x","disposition":"beside"}]}""" },
        { "$.personalizations[0].substitutions.a is Number, not string", """{"from":{"email":"a@example.com"},"personalizations":[{"to":[],"substitutions":{"a":1}}]}""" },
        { "$.tracking_setings is not described", """{"from":{"email":"a@example.com"},"personalizations":[],"tracking_setings":{}}""" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_Broken_Request_Is_Found_Out(string error, string request)
    {
        using var document = JsonDocument.Parse(request);

        Assert.Equal([error], Api.Check(document.RootElement, MailSend));
    }

    [Fact]
    public void A_Category_Too_Long_Is_Found_Out()
    {
        var request = SendGridRequest.Write(SomeMail.Message() with { Kind = new string('k', 256) }, SomeMail.MessageId, SomeMail.Options());

        Assert.Equal(["$.categories[0] is longer than 255"], Check(request));
    }

    [Fact]
    public void The_Descriptions_Own_Example_Conforms()
    {
        var example = Api.At("/components/requestBodies/PostMailSend/content/application~1json/examples/MailSendNoTemplate/value");

        Assert.Empty(Api.Check(example, MailSend));
    }

    [Fact]
    public void A_Keyword_That_Is_Not_Checked_Is_An_Error()
    {
        using var schema = JsonDocument.Parse("""{"type":"string","pattern":"^a"}""");
        using var value = JsonDocument.Parse("\"b\"");

        Assert.Throws<NotSupportedException>(() => Api.Check(value.RootElement, schema.RootElement));
    }

    private static IReadOnlyList<string> Check(byte[] request)
    {
        using var document = JsonDocument.Parse(request);
        return Api.Check(document.RootElement, MailSend);
    }
}
