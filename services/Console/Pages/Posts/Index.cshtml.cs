using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Posts;

/// <summary>Which riders hold which posts where: listed, appointed and ended; and all the posts of one rider.</summary>
public sealed partial class IndexModel : ConsolePage
{
    public const string Path = "/console/posts";
    private const int Size = 25;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty(SupportsGet = true)]
    public PostFilter Filter { get; set; } = new();

    /// <summary>All the posts of this rider, in place of the list.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Rider { get; set; }

    [BindProperty]
    public PostForm Post { get; set; } = new();

    public Answer<Listed<Api.Posts.Post>> Listed { get; private set; }

    public Api.Posts.Rider? One { get; private set; }

    public IReadOnlyList<Api.Posts.Rider> Riders { get; private set; } = [];

    public IReadOnlyList<Accounts.Region> Places { get; private set; } = [];

    /// <summary>Others look.</summary>
    public bool MayAppoint => Me.Has(Roles.Administrator, Roles.Secretary);

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAppointAsync()
    {
        var answer = await Api.PostAsync<Api.Posts.Post>(
            $"/api/v1/riders/{Post.RiderId ?? Guid.Empty}/posts", Post.Body(), Post.Key, Aborted);
        return await AfterAsync(answer, p => T.Of("posts.appointed", p.RiderName, T[$"posts.kind.{p.Kind}"]));
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, Guid rider)
    {
        var answer = await Api.PostAsync<Api.Posts.Post>(
            $"/api/v1/riders/{rider}/posts/{id}/end", new { Post.Reason }, Post.Key, Aborted);
        Post.Ending = id;
        return await AfterAsync(answer, p => T.Of("posts.ended", p.RiderName, T[$"posts.kind.{p.Kind}"]));
    }

    public string Link(int page) => Here.Link(Path,
        [("page", page == 1 ? null : page), ("Rider", Rider), .. Filter.Query()]);

    public string Action(string handler) =>
        Here.Link(Path, [("handler", handler), ("Rider", Rider), .. Filter.Query()]);

    private async Task<IActionResult> AfterAsync(Answer<Api.Posts.Post> answer, Func<Api.Posts.Post, string> said)
    {
        if (answer.Value is { } done)
        {
            return Done(Link(1), said(done));
        }

        await LoadAsync();
        return Refuse(answer.Problem!, PostForm.Names);
    }

    private async Task LoadAsync()
    {
        var place = PlaceCode().Match(Here.Region).Value;
        if (Rider is { } id)
        {
            One = (await Api.GetAsync<Api.Posts.Rider>($"/api/v1/riders/{id}", Aborted)).Value;
            var own = await Api.GetAsync<IReadOnlyList<Api.Posts.Post>>($"/api/v1/riders/{id}/posts", Aborted);
            Listed = own.Value is { } posts ? new(new(posts, posts.Count, 1, posts.Count), null)
                : new(null, own.Problem);
        }
        else
        {
            Listed = await Api.GetAsync<Listed<Api.Posts.Post>>(PlatformApi.Path("/api/v1/posts",
                ("region", Filter.Region ?? place), ("kind", Filter.Kind), ("active", Filter.Ended ? null : "true"),
                ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);
        }

        var below = await Api.GetAsync<Listed<Accounts.Region>>(
            PlatformApi.Path("/api/v1/regions", ("parent", place), ("size", 200)), Aborted);
        var here = place.Length == 0 ? default
            : await Api.GetAsync<Accounts.Region>($"/api/v1/regions/{place}", Aborted);
        Places = [.. here.Value is { } top ? [top] : Array.Empty<Accounts.Region>(), .. below.Value?.Items ?? []];
        if (MayAppoint)
        {
            Riders = [.. (await Api.RidersAsync(place, Aborted)).Where(r => r.Active)];
        }
    }

    [GeneratedRegex(@"^(\d{9}|\d{6}|\d{4}|\d{2}|)")]
    private static partial Regex PlaceCode();
}
