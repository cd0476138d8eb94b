namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>The story's numbers as Salesforce's ids: a prefix that says what it is, twelve digits, and three characters that say the case of the others.</summary>
internal static class SalesforceIds
{
    public const string Organization = "00D000000000062EAA";

    public static string Deal(string number) => Id("006", number, "AAA");

    public static string Owner(string number) => Id("005", number, "AAA");

    public static string Contact(string number) => Id("003", number, "AAA");

    public static string ContactRole(string number) => Id("00K", number, "EAA");

    public static string Task(string number) => Id("00T", number, "EAA");

    public static string Event(string number) => Id("00U", number, "EAA");

    public static string History(string number) => Id("008", number, "AAA");

    public static string Notification(string number) => Id("04l", number, "AAA");

    private static string Id(string prefix, string number, string check) => $"{prefix}{number.PadLeft(12, '0')[^12..]}{check}";
}
