namespace RiderPlatform.Console.Tests;

/// <summary>More cases than are exported at once, reported for all tests of a class together.</summary>
public sealed class LongList(Site site) : IAsyncLifetime
{
    public const int Many = 205;

    /// <summary>In the text of each, and of no other case.</summary>
    public string Mark { get; private set; } = "";

    public async Task InitializeAsync() => Mark = await new CasesDesk(site).ListAsync(Many, "rider7");

    public Task DisposeAsync() => Task.CompletedTask;
}
