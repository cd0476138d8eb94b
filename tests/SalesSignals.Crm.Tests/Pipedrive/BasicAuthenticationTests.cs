using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.Pipedrive;

public class BasicAuthenticationTests
{
    private const string Header = "Authorization";
    private const int Mutations = 5_000;
    private const int Seed = 20261120;

    [Fact]
    public void A_Password_With_Colon_And_Emoji_Is_Accepted_As_The_Vector_Spells_It()
    {
        var vector = Samples.Vector("PD-BASIC");
        var source = Some.Pipedrive(null, $"{vector.Text("user")}:{vector.Text("password")}");

        var verdict = source.Webhook.Verify(With(vector.Text("expected")), Some.Noon);

        Assert.Equal(WebhookVerdict.Accepted, verdict);
    }

    [Theory]
    [InlineData("user:new", WebhookVerdict.Accepted)]
    [InlineData("user:old", WebhookVerdict.Accepted)]
    [InlineData("user:older", WebhookVerdict.SignatureMismatch)]
    [InlineData("user:", WebhookVerdict.SignatureMismatch)]
    [InlineData(":new", WebhookVerdict.SignatureMismatch)]
    [InlineData("User:new", WebhookVerdict.SignatureMismatch)]
    [InlineData("user:New", WebhookVerdict.SignatureMismatch)]
    [InlineData("user:new ", WebhookVerdict.SignatureMismatch)]
    [InlineData("use:rnew", WebhookVerdict.SignatureMismatch)]
    [InlineData("usernew", WebhookVerdict.MissingSignature)]
    public void Each_Configured_Secret_Opens_And_Nothing_Else(string credentials, WebhookVerdict expected)
    {
        var source = Some.Pipedrive(null, "user:new", "user:old");

        var verdict = source.Webhook.Verify(Some.PipedriveRequest(credentials), Some.Noon);

        Assert.Equal(expected, verdict);
    }

    [Theory]
    [InlineData("Basic dXNlcjpuZXc=", WebhookVerdict.Accepted)]
    [InlineData("basic dXNlcjpuZXc=", WebhookVerdict.Accepted)]
    [InlineData("BASIC   dXNlcjpuZXc=", WebhookVerdict.Accepted)]
    [InlineData("Basic dXNlcjpuZXc", WebhookVerdict.MissingSignature)]
    [InlineData("Basic dXNlcjpuZXd=", WebhookVerdict.MissingSignature)]
    [InlineData("Basic dXNl cjpuZXc=", WebhookVerdict.MissingSignature)]
    [InlineData("Basic dXNlcjpuZXc==", WebhookVerdict.MissingSignature)]
    [InlineData("Basic user:new", WebhookVerdict.MissingSignature)]
    [InlineData("Basic", WebhookVerdict.MissingSignature)]
    [InlineData("Basic ", WebhookVerdict.MissingSignature)]
    [InlineData("Bearer dXNlcjpuZXc=", WebhookVerdict.MissingSignature)]
    [InlineData("dXNlcjpuZXc=", WebhookVerdict.MissingSignature)]
    [InlineData("", WebhookVerdict.MissingSignature)]
    public void Only_The_Form_Of_The_Standard_Is_Read(string header, WebhookVerdict expected)
    {
        var source = Some.Pipedrive(null, "user:new");

        Assert.Equal(expected, source.Webhook.Verify(With(header), Some.Noon));
    }

    [Fact]
    public void A_Header_That_Is_Missing_Or_Sent_Twice_Proves_Nothing()
    {
        var source = Some.Pipedrive();
        var request = Some.PipedriveRequest();
        var header = request.Header(Header)!;

        Assert.Equal(WebhookVerdict.Accepted, source.Webhook.Verify(request, Some.Noon));
        Assert.Equal(WebhookVerdict.MissingSignature, source.Webhook.Verify(request.Without(Header), Some.Noon));
        Assert.Equal(WebhookVerdict.MissingSignature, source.Webhook.Verify(request.With(Header, header, header), Some.Noon));
        Assert.Equal(WebhookVerdict.MissingSignature, source.Webhook.Verify(With($"Basic {new string('A', 4096)}"), Some.Noon));
    }

    [Fact]
    public void Bytes_That_Are_No_Text_Are_A_Mismatch()
    {
        var source = Some.Pipedrive(null, "user:\uFFFD");

        var verdict = source.Webhook.Verify(With($"Basic {Convert.ToBase64String([.. "user:"u8, 0xFF])}"), Some.Noon);

        Assert.Equal(WebhookVerdict.SignatureMismatch, verdict);
    }

    [Fact]
    public void Who_Is_Refused_Is_Asked_For_Basic_Authentication() =>
        Assert.Equal("Basic realm=\"SalesSignals\"", Some.Pipedrive().Webhook.Challenge);

    [Fact]
    public void No_Mutation_Of_The_Credentials_Is_Accepted()
    {
        var random = new Random(Seed);
        var source = Some.Pipedrive();
        var right = Convert.ToBase64String(Encoding.UTF8.GetBytes(Some.PipedriveSecret));
        for (var i = 0; i < Mutations; i++)
        {
            var mutated = right.ToCharArray();
            mutated[random.Next(mutated.Length)] ^= (char)(1 << random.Next(7));

            var verdict = source.Webhook.Verify(With($"Basic {new string(mutated)}"), Some.Noon);

            Assert.True(verdict is not WebhookVerdict.Accepted, $"Mutation {i} of seed {Seed} was accepted.");
        }
    }

    private static WebhookRequest With(string header) => Some.Request("{}"u8.ToArray()).With(Header, header);
}
