using RiderPlatform.Browser;
using RiderPlatform.Loop;

namespace RiderPlatform.Console.Tests;

/// <summary>
/// The site for the tests of a collection. All collections share one instance and one browser (<see
/// cref="SharedSite"/>); several run at the same time, so that a test looks for what it made itself. What kills
/// processes, counts everything or measures stays in <see cref="Alone"/>, which runs when the others are done.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>The staff's pages; also what belongs nowhere else.</summary>
    public const string Name = "site";

    /// <summary>The rest of the staff's pages, so that neither collection is the last to end.</summary>
    public const string Desk = "desk";

    public const string Riders = "riders";

    /// <summary>Looks at every page.</summary>
    public const string EveryPage = "every page";

    public const string Alone = "alone";

    private SharedSite _shared = null!;

    public Uri Address => _shared.Address;

    public string Password => _shared.Password;

    public Chromium Chromium => _shared.Chromium;

    public async Task InitializeAsync() => _shared = await SharedSite.StartedAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>
    /// Somebody with a browser; where a user is named, one who signed in before and was remembered. Whoever ends the
    /// session, or is about signing in, takes <see cref="SignInAsync"/>: this one is shared.
    /// </summary>
    /// <param name="chromium">Another browser than the shared one: with a camera, say.</param>
    public async Task<Person> SitAsync(Seat seat, string? user = null, Chromium? chromium = null) =>
        await Person.SitAsync(
            chromium ?? Chromium, Address, seat, user is null ? null : await _shared.SignedInAsync(user));

    /// <summary>Somebody who has just signed in through the form, in a session of their own.</summary>
    public async Task<Person> SignInAsync(Seat seat, string user) =>
        await (await Person.SitAsync(Chromium, Address, seat)).SignInAsync(user, Password);

    /// <summary>The same person at the API.</summary>
    public Task<PlatformClient> AsAsync(string user) => _shared.AsAsync(user);

    /// <summary>A rider at the API, with the staff that a walk of the loop needs.</summary>
    public async Task<Staff> StaffAsync(string rider) => new(
        await AsAsync(rider), await AsAsync("handler.jinjiang"), await AsAsync("dispatcher"), await AsAsync("keeper"));

    /// <summary>Connection string of a database of the instance.</summary>
    public string Database(string resource) => _shared.Database(resource);

    /// <summary>Ends every process of a resource without a word; the host starts them again.</summary>
    public void Kill9(string resource) => _shared.Kill9(resource);
}

[CollectionDefinition(Site.Name)]
public sealed class SiteCollection : ICollectionFixture<Site>;

[CollectionDefinition(Site.Desk)]
public sealed class DeskCollection : ICollectionFixture<Site>;

[CollectionDefinition(Site.Riders)]
public sealed class RidersCollection : ICollectionFixture<Site>;

[CollectionDefinition(Site.EveryPage)]
public sealed class EveryPageCollection : ICollectionFixture<Site>;

[CollectionDefinition(Site.Alone, DisableParallelization = true)]
public sealed class AloneCollection : ICollectionFixture<Site>;
