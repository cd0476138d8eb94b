using System.Text;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>A translation as the files beside the samples have it.</summary>
internal static class Written
{
    public static string Of(Translation translation)
    {
        var text = new StringBuilder();
        foreach (var fact in translation.Events)
        {
            text.Append(CanonicalEventJson.Write(fact)).Append('\n');
        }

        foreach (var unreadable in translation.Unreadable)
        {
            text.Append("unreadable: ").Append(unreadable.Reason).Append('\n');
        }

        return text.Append("ignored: ").Append(translation.Ignored).Append('\n').ToString();
    }
}
