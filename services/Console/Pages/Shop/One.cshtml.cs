namespace RiderPlatform.Console.Pages.Shop;

/// <summary>One reward.</summary>
public sealed class OneModel : RewardPage;
