using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Azure.SendGrid;
using SalesSignals.Outbox;

namespace SalesSignals.Azure.Tests.SendGrid;

public sealed class SendGridEventsTests : IDisposable
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""
        [{"email":"ana@example.com","timestamp":1795415400,"event":"processed","sg_event_id":"e1","message_id":"m1"},
         {"email":"ana@example.com","timestamp":1795415401,"event":"delivered","sg_event_id":"e2","message_id":"m1","response":"250 OK"},
         {"email":"ana@example.com","timestamp":1795415402,"event":"bounce","sg_event_id":"e3","message_id":"m2","reason":"550 <ana@example.com> unknown"},
         {"email":"ana@example.com","timestamp":1795415403,"event":"dropped","sg_event_id":"e4","message_id":"m3","reason":"Bounced Address"},
         {"email":"ana@example.com","timestamp":1795415404,"event":"deferred","sg_event_id":"e5","message_id":"m4"},
         {"email":"ana@example.com","timestamp":1795415405,"event":"open","sg_event_id":"e6","message_id":"m1"},
         {"email":"eve@example.com","timestamp":1795415406,"event":"delivered","sg_event_id":"e7"}]
        """);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private SendGridEvents Events => new(Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo()));

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Events_Of_Our_Messages_Are_Read()
    {
        var accepted = Assert.IsType<SendGridEventsVerdict.Accepted>(Read(Body, 0));

        Assert.Equal(
            [
                new("e1", MailEventKind.Processed, "m1", SomeMail.Now.AddSeconds(0)),
                new("e2", MailEventKind.Delivered, "m1", SomeMail.Now.AddSeconds(1), "250 OK"),
                new("e3", MailEventKind.Bounced, "m2", SomeMail.Now.AddSeconds(2), "550 <(address)> unknown") { Consequence = MailConsequence.StopAddress },
                new("e4", MailEventKind.Dropped, "m3", SomeMail.Now.AddSeconds(3), "Bounced Address") { Consequence = MailConsequence.StopAddress },
                new("e5", MailEventKind.Deferred, "m4", SomeMail.Now.AddSeconds(4)),
            ],
            accepted.Events);
    }

    [Theory]
    [InlineData("""{"event":"bounce","type":"bounce","reason":"550 5.1.1 unknown"}""", MailEventKind.Bounced, MailConsequence.StopAddress)]
    [InlineData("""{"event":"bounce","reason":"550 5.1.1 unknown"}""", MailEventKind.Bounced, MailConsequence.StopAddress)]
    [InlineData("""{"event":"bounce","type":"blocked","reason":"554 5.7.1 listed"}""", MailEventKind.Blocked, MailConsequence.None)]
    [InlineData("""{"event":"dropped","reason":"Bounced Address"}""", MailEventKind.Dropped, MailConsequence.StopAddress)]
    [InlineData("""{"event":"dropped","reason":"Invalid"}""", MailEventKind.Dropped, MailConsequence.StopAddress)]
    [InlineData("""{"event":"dropped","reason":"Unsubscribed Address"}""", MailEventKind.Dropped, MailConsequence.SwitchAllOff)]
    [InlineData("""{"event":"dropped","reason":"Spam Reporting Address"}""", MailEventKind.Dropped, MailConsequence.SwitchAllOff)]
    [InlineData("""{"event":"dropped","reason":"Recipient List over Package Quota"}""", MailEventKind.Dropped, MailConsequence.None)]
    [InlineData("""{"event":"dropped"}""", MailEventKind.Dropped, MailConsequence.None)]
    [InlineData("""{"event":"spamreport"}""", MailEventKind.SpamReported, MailConsequence.SwitchAllOff)]
    [InlineData("""{"event":"unsubscribe"}""", MailEventKind.Unsubscribed, MailConsequence.SwitchAllOff)]
    [InlineData("""{"event":"group_unsubscribe","asm_group_id":1}""", MailEventKind.Unsubscribed, MailConsequence.SwitchKindOff)]
    public void What_Follows_From_An_Event_Is_Read(string members, MailEventKind kind, MailConsequence consequence)
    {
        var body = Encoding.UTF8.GetBytes($$"""[{"email":"ana@example.com","timestamp":1795415400,"sg_event_id":"e1","message_id":"m1",{{members[1..]}}]""");

        var accepted = Assert.IsType<SendGridEventsVerdict.Accepted>(Read(body, 0));

        var mailEvent = Assert.Single(accepted.Events);
        Assert.Equal((kind, consequence), (mailEvent.Kind, mailEvent.Consequence));
    }

    /// <summary>The known answer in the tests of SendGrid's own libraries (sendgrid-csharp and others, MIT).</summary>
    [Fact]
    public void SendGrids_Own_Example_Is_Verified()
    {
        var events = new SendGridEvents("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==");
        var body = Encoding.UTF8.GetBytes(
            """[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0","smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]""" + "\r\n");
        const string Signature = "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=";
        var now = DateTimeOffset.FromUnixTimeSeconds(1600112502);

        Assert.IsType<SendGridEventsVerdict.Accepted>(events.Read(Signature, "1600112502", body, now));
        Assert.IsType<SendGridEventsVerdict.SignatureMismatch>(events.Read(Signature, "1600112503", body, now));
        Assert.IsType<SendGridEventsVerdict.SignatureMismatch>(events.Read(Signature, "1600112502", body.AsSpan(0, body.Length - 2), now));
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    [InlineData(9_000_000_000, false)]
    public void A_Signature_Is_Good_For_Five_Minutes(long signedSecondsFromNow, bool good) =>
        Assert.Equal(good, Read(Body, signedSecondsFromNow) is SendGridEventsVerdict.Accepted);

    [Theory]
    [InlineData("now")]
    [InlineData("-1")]
    [InlineData(" 1795415400")]
    [InlineData("1795415400.0")]
    [InlineData("99999999999999999999")]
    public void A_Time_That_Is_None_Is_Refused_Even_If_Signed(string timestamp) =>
        Assert.IsType<SendGridEventsVerdict.TooOld>(Events.Read(Sign(timestamp, Body), timestamp, Body, SomeMail.Now));

    [Theory]
    [InlineData(null, "1795415400")]
    [InlineData("", "1795415400")]
    [InlineData("MEUC", null)]
    public void A_Missing_Header_Is_Refused(string? signature, string? timestamp) =>
        Assert.IsType<SendGridEventsVerdict.MissingSignature>(Events.Read(signature, timestamp, Body, SomeMail.Now));

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("MEUCIQ==")]
    public void A_Signature_That_Is_None_Is_Refused(string signature) =>
        Assert.IsType<SendGridEventsVerdict.SignatureMismatch>(Events.Read(signature, Timestamp(0), Body, SomeMail.Now));

    [Fact]
    public void A_Signature_Longer_Than_Any_Is_Refused() =>
        Assert.IsType<SendGridEventsVerdict.SignatureMismatch>(Events.Read(new string('A', 100_000), Timestamp(0), Body, SomeMail.Now));

    [Fact]
    public void Another_Key_Is_Refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var events = new SendGridEvents(Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()));

        Assert.IsType<SendGridEventsVerdict.SignatureMismatch>(events.Read(Sign(Timestamp(0), Body), Timestamp(0), Body, SomeMail.Now));
    }

    [Fact]
    public void No_Mutation_Of_Body_Time_Or_Signature_Is_Accepted()
    {
        var (events, timestamp) = (Events, Timestamp(0));
        var signature = Convert.FromBase64String(Sign(timestamp, Body));
        var body = Body.ToArray();
        for (var i = 0; i < body.Length; i++)
        {
            body[i] ^= (byte)(1 << (i % 8));
            Assert.IsType<SendGridEventsVerdict.SignatureMismatch>(events.Read(Convert.ToBase64String(signature), timestamp, body, SomeMail.Now));
            body[i] ^= (byte)(1 << (i % 8));
        }

        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsType<SendGridEventsVerdict.SignatureMismatch>(events.Read(Convert.ToBase64String(signature), timestamp, Body, SomeMail.Now));
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.IsType<SendGridEventsVerdict.Accepted>(events.Read(Convert.ToBase64String(signature), timestamp, body, SomeMail.Now));
    }

    [Fact]
    public void All_Bytes_Reach_The_Signature_Check_As_They_Are()
    {
        byte[] body = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        Assert.IsType<SendGridEventsVerdict.Unreadable>(Read(body, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("<xml/>")]
    public void A_Body_That_Is_No_List_Is_Unreadable(string body) =>
        Assert.IsType<SendGridEventsVerdict.Unreadable>(Read(Encoding.UTF8.GetBytes(body), 0));

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[[]]")]
    [InlineData("""{"event":7,"message_id":"m1"}""")]
    [InlineData("""{"event":"delivered","message_id":7}""")]
    [InlineData("""{"event":"delivered","message_id":"\ud800"}""")]
    [InlineData("""{"event":"levitated","message_id":"m1"}""")]
    public void An_Odd_Event_Does_Not_Cost_Us_The_Others(string odd)
    {
        var body = Encoding.UTF8.GetBytes($$"""[{{odd}},{"event":"delivered","message_id":"m1","timestamp":"soon"}]""");

        var accepted = Assert.IsType<SendGridEventsVerdict.Accepted>(Read(body, 0));

        Assert.Equal(new MailEvent("", MailEventKind.Delivered, "m1", DateTimeOffset.UnixEpoch), Assert.Single(accepted.Events));
    }

    [Fact]
    public void A_Key_In_Armour_Is_Read() =>
        Assert.IsType<SendGridEventsVerdict.Accepted>(
            new SendGridEvents(_key.ExportSubjectPublicKeyInfoPem()).Read(Sign(Timestamp(0), Body), Timestamp(0), Body, SomeMail.Now));

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("AAAA")]
    public void A_Key_That_Is_None_Says_What_To_Do(string key) =>
        Assert.Contains("copy the verification key", Assert.Throws<ArgumentException>(() => new SendGridEvents(key)).Message, StringComparison.Ordinal);

    private static string Timestamp(long secondsFromNow) => (SomeMail.Now.ToUnixTimeSeconds() + secondsFromNow).ToString(CultureInfo.InvariantCulture);

    private SendGridEventsVerdict Read(byte[] body, long signedSecondsFromNow) =>
        Events.Read(Sign(Timestamp(signedSecondsFromNow), body), Timestamp(signedSecondsFromNow), body, SomeMail.Now);

    private string Sign(string timestamp, byte[] body) => Convert.ToBase64String(
        _key.SignData([.. Encoding.UTF8.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
}
