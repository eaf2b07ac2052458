namespace RiderPlatform.Loop;

/// <summary>The signed-in people that one walk of the loop needs.</summary>
public sealed record Staff(
    PlatformClient Rider, PlatformClient Handler, PlatformClient Dispatcher, PlatformClient Keeper)
{
    public static async Task<Staff> SignInAsync(Door door, string rider = "rider1") => new(
        await door.SignInAsync(rider), await door.SignInAsync("handler.jinjiang"),
        await door.SignInAsync("dispatcher"), await door.SignInAsync("keeper"));
}
