using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Figures;

/// <summary>What a place is judged by: every rate with what it is made of, every number a way to its cases.</summary>
public sealed class IndexModel(RegionNames names, TimeProvider time) : ConsolePage
{
    public static readonly IReadOnlyList<int> Periods = [7, 30, 90, 365];
    private const int Usual = 30;

    [BindProperty(SupportsGet = true)]
    public int? Days { get; set; }

    public int Period => Periods.Contains(Days ?? 0) ? Days!.Value : Usual;

    public string Name { get; private set; } = "";

    public Answer<Api.Figures.Answer> Figures { get; private set; }

    public async Task OnGetAsync()
    {
        Figures = await Api.GetAsync<Api.Figures.Answer>(PlatformApi.Path("/api/v1/cases/statistics",
            ("region", Here.Region), ("at", Here.AtInstant), ("from", From.UtcDateTime.ToString("O"))), Aborted);
        Name = await names.OfAsync(Here.Region, Api, T, Aborted);
    }

    /// <summary>The beginning of the period's first day, in China.</summary>
    private DateTimeOffset From
    {
        get
        {
            var day = (Here.At ?? time.GetUtcNow()).ToOffset(ChinaTime.Offset);
            return new DateTimeOffset(day.Date, ChinaTime.Offset).AddDays(1 - Period);
        }
    }
}
