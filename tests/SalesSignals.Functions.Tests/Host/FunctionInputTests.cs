using System.Text;
using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Tests.Host;

public sealed class FunctionInputTests
{
    private static readonly FunctionTrigger Queue = new FunctionTrigger.Queue("ProcessDelivery", "message", "deliveries");

    private static readonly FunctionTrigger Timer = new FunctionTrigger.Timer("ScheduleDigests", "timer", "0 */15 * * * *");

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"quote":"\"","umlaut":"ü","emoji":"🚀","break":"\n"}""")]
    [InlineData("no JSON at all")]
    [InlineData("")]
    public void A_Message_Arrives_As_A_Json_String_In_A_Json_String(string text)
    {
        var call = Read(Queue, FunctionsHostStandIn.QueueEnvelope(text, 1));

        Assert.Equal(text, call.MessageText);
    }

    [Fact]
    public void The_Example_Of_The_Hosts_Contract_Reads()
    {
        var call = Read(Queue, """{"Data":{"message":"\"{\\\"a\\\":1}\""},"Metadata":{}}""");

        Assert.Equal("""{"a":1}""", call.MessageText);
    }

    [Theory]
    [InlineData("""{"Data":{"message":"{\"a\":1}"}}""", """{"a":1}""")]
    [InlineData("""{"Data":{"message":"plain words"}}""", "plain words")]
    [InlineData("""{"Data":{"message":{"a":1}}}""", """{"a":1}""")]
    [InlineData("""{"Data":{"message":[1,2]}}""", "[1,2]")]
    public void A_Plain_String_And_An_Object_Are_Read_As_Well(string envelope, string text)
    {
        var call = Read(Queue, envelope);

        Assert.Equal(text, call.MessageText);
    }

    [Theory]
    [InlineData("\"3\"")]
    [InlineData("3")]
    [InlineData("\"\\\"3\\\"\"")]
    public void Metadata_Numbers_Are_Strings_Or_Numbers(string dequeueCount)
    {
        var call = Read(Queue, $$$"""{"Data":{"message":"x"},"Metadata":{"DequeueCount":{{{dequeueCount}}}}}""");

        Assert.Equal(3, call.DequeueCount);
    }

    [Fact]
    public void Metadata_Names_The_Message_And_When_It_Was_Added()
    {
        var call = Read(Queue, FunctionsHostStandIn.QueueEnvelope("x", 1));

        Assert.Equal("b0a8f1a2-6a0c-4d86-a1f9-4cf4d3a6d0f1", call.MessageId);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), call.InsertedAt);
    }

    [Fact]
    public void Without_Metadata_A_Message_Is_On_Its_First_Try()
    {
        var call = Read(Queue, """{"Data":{"message":"x"}}""");

        Assert.Equal(1, call.DequeueCount);
        Assert.Null(call.MessageId);
        Assert.Null(call.InsertedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_Timer_Says_Whether_It_Is_Past_Due(bool isPastDue)
    {
        var call = Read(Timer, FunctionsHostStandIn.TimerEnvelope(isPastDue));

        Assert.Equal(isPastDue, call.IsPastDue);
        Assert.Null(call.MessageText);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Data":{"other":"x"}}""")]
    [InlineData("""{"Data":{"message":null}}""")]
    public void What_Is_No_Envelope_Is_Refused(string body)
    {
        Assert.Throws<FormatException>(() => Read(Queue, body));
    }

    private static FunctionCall Read(FunctionTrigger trigger, string body) => FunctionInput.Read(trigger, Encoding.UTF8.GetBytes(body));
}
