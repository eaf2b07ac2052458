namespace RiderPlatform.Loop;

/// <summary>The signed-in people that one walk of the loop needs.</summary>
public sealed record Staff(
    PlatformClient Rider, PlatformClient Handler, PlatformClient Dispatcher, PlatformClient Keeper)
{
    public static async Task<Staff> SignInAsync(Door door, string rider) => new(
        await door.SignInAsync(rider), await door.SignInAsync("handler.jinjiang"),
        await door.SignInAsync("dispatcher"), await door.SignInAsync("keeper"));

    public Staff With(Patience patience) =>
        new(Rider.With(patience), Handler.With(patience), Dispatcher.With(patience), Keeper.With(patience));
}
