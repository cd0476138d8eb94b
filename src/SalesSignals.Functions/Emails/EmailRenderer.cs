using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SalesSignals.Alerts;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Links;

namespace SalesSignals.Functions.Emails;

/// <summary>Turns what is to be told into an email: HTML from its component, plain text from its composer, both from one model.</summary>
/// <param name="links">Makes the links to act, choose and unsubscribe; null where this installation has none.</param>
public sealed class EmailRenderer(ILoggerFactory loggerFactory, LinkMaker? links = null)
{
    /// <summary>Mail is UTF-8: only what means something in HTML is escaped, so that a Greek or Japanese name costs no more than it must.</summary>
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    /// <param name="now">From when the email's links count their days.</param>
    public Task<EmailMessage> RenderAsync(RepAlert alert, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var mail = LinksOf(alert.Rep, RepAlert.Kind, now);
        return FitAsync<RepAlertEmail>(
            new(RepAlert.Kind, alert.Period, alert.Rep, alert.Subject, mail),
            detail => new() { [nameof(RepAlertEmail.Alert)] = alert, [nameof(RepAlertEmail.Detail)] = detail },
            detail => RepAlertText.Compose(alert, detail, mail));
    }

    /// <param name="now">From when the email's links count their days.</param>
    public Task<EmailMessage> RenderAsync(MorningDigest digest, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var mail = LinksOf(digest.Manager, MorningDigest.Kind, now);
        return FitAsync<MorningDigestEmail>(
            new(MorningDigest.Kind, digest.Period, digest.Manager, digest.Subject, mail),
            detail => new() { [nameof(MorningDigestEmail.Digest)] = digest, [nameof(MorningDigestEmail.Detail)] = detail },
            detail => MorningDigestText.Compose(digest, detail, mail),
            Detail.OfDigest);
    }

    /// <param name="now">From when the email's links count their days.</param>
    public Task<EmailMessage> RenderAsync(AdminReport report, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(report);
        var mail = LinksOf(report.Admin, AdminReport.Kind, now);
        return FitAsync<AdminReportEmail>(
            new(AdminReport.Kind, report.Period, report.Admin, report.Subject, mail),
            detail => new() { [nameof(AdminReportEmail.Report)] = report, [nameof(AdminReportEmail.Detail)] = detail },
            detail => AdminReportText.Compose(report, detail, mail));
    }

    public async Task<EmailMessage> RenderAsync(SignInMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var html = await HtmlAsync<SignInEmail>(new() { [nameof(SignInEmail.Mail)] = mail }, mail: null);
        var text = new TextPage().Line(SignInMail.Subject).Blank().Line(SignInMail.Text).Blank().Line(mail.Address).Blank().Line("--").Line(SignInMail.Footer);
        return new Envelope(SignInMail.Kind, mail.Period, mail.Reader, SignInMail.Subject, Links: null).Seal(html, text.ToString());
    }

    /// <param name="now">From when the email's links count their days.</param>
    public Task<EmailMessage> RenderAsync(WeeklyForecast forecast, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        var mail = LinksOf(forecast.Manager, WeeklyForecast.Kind, now);
        return FitAsync<WeeklyForecastEmail>(
            new(WeeklyForecast.Kind, forecast.Period, forecast.Manager, forecast.Subject, mail),
            detail => new() { [nameof(WeeklyForecastEmail.Forecast)] = forecast, [nameof(WeeklyForecastEmail.Detail)] = detail },
            detail => WeeklyForecastText.Compose(forecast, detail, mail),
            isRead: false);
    }

    /// <param name="now">From when the email's links count their days.</param>
    public Task<EmailMessage> RenderAsync(RepWeek week, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(week);
        var mail = LinksOf(week.Rep, RepWeek.Kind, now);
        return FitAsync<RepWeekEmail>(
            new(RepWeek.Kind, week.Period, week.Rep, week.Subject, mail),
            detail => new() { [nameof(RepWeekEmail.Week)] = week, [nameof(RepWeekEmail.Detail)] = detail },
            detail => RepWeekText.Compose(week, detail, mail));
    }

    private MailLinks? LinksOf(Person reader, string kind, DateTimeOffset now) => links is null ? null : new(links, reader, kind, now);

    /// <summary>Shows as much as is read in a minute, and as mail services show without cutting.</summary>
    /// <param name="levels">How much it can show, from all to little; the usual ones where not given.</param>
    /// <param name="isRead">Whether it is read from end to end; a table of figures is looked at.</param>
    private async Task<EmailMessage> FitAsync<TComponent>(
        Envelope envelope,
        Func<Detail, Dictionary<string, object?>> parameters,
        Func<Detail, string> compose,
        ImmutableArray<Detail> levels = default,
        bool isRead = true)
        where TComponent : IComponent
    {
        var text = string.Empty;
        var html = string.Empty;
        levels = levels.IsDefault ? Detail.Levels : levels;
        foreach (var detail in levels)
        {
            var isLast = detail == levels[^1];
            text = compose(detail);
            if (isRead && !isLast && ReadingTime.Words(text) > ReadingTime.WordsAMinute)
            {
                continue;
            }

            html = await HtmlAsync<TComponent>(parameters(detail), envelope.Links).ConfigureAwait(false);
            if (Encoding.UTF8.GetByteCount(html) < Limits.HtmlBytes)
            {
                break;
            }
        }

        return envelope.Seal(html, text);
    }

    /// <summary>
    /// Rows start on lines of their own: long lines trouble mail servers, and a person may want to read the source. No text can hold
    /// these tags, since all text is encoded.
    /// </summary>
    private async Task<string> HtmlAsync<TComponent>(Dictionary<string, object?> parameters, MailLinks? mail)
        where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(Services, loggerFactory);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<CascadingValue<MailLinks?>>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(CascadingValue<>.Value)] = mail,
                [nameof(CascadingValue<>.IsFixed)] = true,
                [nameof(CascadingValue<>.ChildContent)] = (RenderFragment)(builder =>
                {
                    builder.OpenComponent<TComponent>(0);
                    builder.AddMultipleAttributes(1, parameters!);
                    builder.CloseComponent();
                }),
            }));
            return root.ToHtmlString();
        }).ConfigureAwait(false);
        return html.ReplaceLineEndings("\n")
            .Replace("<t", "\n<t", StringComparison.Ordinal)
            .Replace("<p", "\n<p", StringComparison.Ordinal)
            .Replace("<h", "\n<h", StringComparison.Ordinal);
    }

    private sealed record Envelope(string Kind, string Period, Person To, string Subject, MailLinks? Links)
    {
        public EmailMessage Seal(string html, string text) => new()
        {
            Kind = Kind,
            Period = Period,
            PersonId = To.Id,
            ToEmail = To.Email,
            ToName = Wording.Clean(To.Name),
            Subject = Subject,
            Html = html,
            Text = text,
            UnsubscribeUrl = Links?.Unsubscribe.Href,
        };
    }
}
