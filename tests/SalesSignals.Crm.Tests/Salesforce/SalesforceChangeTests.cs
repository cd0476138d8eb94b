using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Salesforce;

public class SalesforceChangeTests
{
    public static TheoryData<string> Files() => [.. Samples.Names("salesforce/cdc", "*.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_Sample_Becomes_What_Is_Written_Beside_It(string file) => Assert.Equal(
        Encoding.UTF8.GetString(Samples.Read("salesforce/cdc/" + Path.ChangeExtension(file, ".expected.txt"))),
        Written.Of(Translate(Samples.Read("salesforce/cdc/" + file))));

    [Theory]
    [InlineData("\"IsClosed\"", "\"IsClosed\":true", DealStatus.Lost)]
    [InlineData("\"IsClosed\",\"IsWon\"", "\"IsClosed\":true,\"IsWon\":true", DealStatus.Won)]
    [InlineData("\"IsClosed\"", "\"IsClosed\":false", DealStatus.Open)]
    [InlineData("\"StageName\"", "\"StageName\":\"x\",\"IsClosed\":null", null)]
    public void A_Deal_That_Was_Just_Closed_Is_Lost_Unless_It_Is_Said_To_Be_Won(string changed, string fields, DealStatus? expected)
    {
        var translation = Translate(Encoding.UTF8.GetBytes(Change("Opportunity", "UPDATE", $"\"changedFields\":[{changed}]", fields)));

        Assert.Equal(expected, Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(translation.Events)).Deal.Status.Value);
    }

    [Theory]
    [InlineData("UPDATE", 0)]
    [InlineData("DELETE", 1)]
    [InlineData("CREATE", 1)]
    public void An_Activity_Is_Told_Whole_Or_Not_At_All(string happened, int events)
    {
        var translation = Translate(Encoding.UTF8.GetBytes(
            Change("Task", happened, "\"changedFields\":[\"Status\"]", "\"WhatId\":\"0068k00000OpPaAAAV\",\"Status\":\"Completed\"")));

        Assert.Equal((events, 1 - events), (translation.Events.Count, translation.Ignored));
    }

    [Theory]
    [InlineData("[{}]", "ChangeEventHeader must be an object; it is missing or null.")]
    [InlineData("[7]", "An event must be an object; it is a number.")]
    [InlineData("""[{"ChangeEventHeader":{"entityName":"Opportunity","changeType":"CREATE"}}]""", "ChangeEventHeader.commitTimestamp must be a number; it is missing or null.")]
    public void What_Is_No_Change_Is_Set_Aside(string body, string reason) =>
        Assert.Equal(reason, Assert.Single(Translate(Encoding.UTF8.GetBytes(body)).Unreadable).Reason);

    private static string Change(string type, string happened, string header, string fields) => $$"""
        {"ChangeEventHeader":{"entityName":"{{type}}","recordIds":["0068k00000OpPaAAAV"],"changeType":"{{happened}}","transactionKey":"t",
        "sequenceNumber":1,"commitTimestamp":1774170300000,{{header}}},{{fields}}}
        """;

    private static Translation Translate(byte[] body) => Some.Salesforce().Translate(Some.Delivery(body));
}
