using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Categories;

/// <summary>The whole tree of categories, those that are offered no more too.</summary>
public sealed class IndexModel : ConsolePage
{
    public Answer<IReadOnlyList<Api.Categories.Category>> Tree { get; private set; }

    public async Task OnGetAsync() => Tree =
        await Api.GetAsync<IReadOnlyList<Api.Categories.Category>>("/api/v1/categories?all=true", Aborted);
}
