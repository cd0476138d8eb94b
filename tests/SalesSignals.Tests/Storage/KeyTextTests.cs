using FsCheck;
using FsCheck.Fluent;
using SalesSignals.Storage;

namespace SalesSignals.Tests.Storage;

public sealed class KeyTextTests
{
    [Fact]
    public void Any_Text_Comes_Back_From_Its_Key() =>
        Prop.ForAll(Texts, text => KeyText.Unescape(KeyText.Escape(text)) == text).QuickCheckThrowOnFailure();

    [Fact]
    public void Different_Texts_Have_Different_Keys() =>
        Prop.ForAll(Texts, Texts, (one, other) => one == other || KeyText.Escape(one) != KeyText.Escape(other)).QuickCheckThrowOnFailure();

    [Fact]
    public void An_Escaped_Text_Is_Legal_In_A_Key_And_Holds_No_Separator() =>
        Prop.ForAll(Texts, text =>
        {
            var key = KeyText.Escape(text);
            StorageLimitChecks.Check(new TableWrite.Delete(key, key, "*"));
            return !key.Contains(KeyText.Separator, StringComparison.Ordinal) && !key.Contains('%', StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("hubspot:42", "hubspot:42")]
    [InlineData("a/b", "a!002Fb")]
    [InlineData("50%|!", "50!0025!007C!0021")]
    [InlineData("", "")]
    public void Only_What_Is_Forbidden_Is_Escaped(string text, string key)
    {
        Assert.Equal(key, KeyText.Escape(text));
    }

    [Theory]
    [InlineData("!")]
    [InlineData("!00")]
    [InlineData("!zzzz")]
    public void What_Is_No_Escape_Stays_As_It_Is(string key)
    {
        Assert.Equal(key, KeyText.Unescape(key));
    }

    [Fact]
    public void Instants_Sort_As_They_Happened() =>
        Prop.ForAll(Instants, Instants, (one, other) =>
            Math.Sign(string.CompareOrdinal(KeyText.Instant(one), KeyText.Instant(other))) == Math.Sign(one.CompareTo(other)))
            .QuickCheckThrowOnFailure();

    /// <summary>Texts rich in what keys forbid, halves of surrogate pairs included.</summary>
    private static Arbitrary<string> Texts => Gen.OneOf(
            Gen.Elements<char>([.. "/\\#?%|!'az09 \u0000\u001F\u007F\u009F\u00A0é\uD83D\uDE80\uFFFE\uFFFF"]),
            Gen.Choose(0, char.MaxValue).Select(unit => (char)unit))
        .ArrayOf().Select(units => new string(units)).ToArbitrary();

    private static Arbitrary<DateTimeOffset> Instants => Gen.Choose(0, int.MaxValue)
        .Two().Select(pair => new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(((long)pair.Item1 << 20) + pair.Item2))
        .ToArbitrary();
}
