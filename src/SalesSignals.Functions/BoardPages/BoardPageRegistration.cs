using SalesSignals.Board;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Functions.Pages;

namespace SalesSignals.Functions.BoardPages;

public static class BoardPageRegistration
{
    /// <summary>Registers what shows pages, and the pages of the board: the navigation lists them in this order.</summary>
    public static IServiceCollection AddBoardPages(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(BoardOptions.Read(configuration))
        .AddSingleton<PageRenderer>()
        .AddSingleton<DealActions>()
        .AddSingleton<SignInLinks>()
        .AddSingleton<BoardEndpoints>()
        .AddBoardPage<DealListPage>(page => new("", "Deals", BoardPage.Everyone, page.ShowAsync))
        .AddBoardPage<DealDetailPage>(page => new("deal", null, BoardPage.Everyone, page.ShowAsync) { ActAsync = page.ActAsync })
        .AddBoardPage<RepWeekPage>(page => new("week", "Week", BoardPage.Everyone, page.ShowAsync))
        .AddBoardPage<ForecastPage>(page => new("forecast", "Forecast", BoardPage.Everyone, page.ShowAsync))
        .AddBoardPage<RulesPage>(page => new("rules", "Rules", BoardPage.Managers, page.ShowAsync))
        .AddBoardPage<HealthPage>(page => new("health", "Health", BoardPage.Admins, page.ShowAsync) { ActAsync = page.ActAsync })
        .AddHttpFunction("Board", provider => provider.GetRequiredService<BoardEndpoints>().HandleAsync);

    /// <summary>Adds a page, such as <c>AddBoardPage&lt;RulesPage&gt;(page => new("rules", "Rules", BoardPage.Managers, page.ShowAsync))</c>.</summary>
    /// <typeparam name="TModel">The class that composes the page's model and answers with it.</typeparam>
    private static IServiceCollection AddBoardPage<TModel>(this IServiceCollection services, Func<TModel, BoardPage> describe)
        where TModel : class => services
        .AddSingleton<TModel>()
        .AddSingleton(provider => describe(provider.GetRequiredService<TModel>()));
}
