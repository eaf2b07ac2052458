using System.Collections.Concurrent;
using RiderPlatform.Browser;

namespace RiderPlatform.Console.Tests.Access;

/// <summary>
/// People who look at one page after the other in the same browser, as people do: styles and scripts are fetched and
/// compiled once. What went wrong on earlier pages stays among a person's faults.
/// </summary>
public sealed class Viewers(Site site) : IAsyncLifetime
{
    private readonly ConcurrentDictionary<(Seat, string?), Lazy<Task<Person>>> _people = new();

    public Task<Person> SitAsync(Seat seat, string? user) => _people.GetOrAdd(
        (seat, user), _ => new Lazy<Task<Person>>(() => site.SitAsync(seat, user))).Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var person in _people.Values)
        {
            await (await person.Value).DisposeAsync();
        }
    }
}
