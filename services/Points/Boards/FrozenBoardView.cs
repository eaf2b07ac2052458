using System.Linq.Expressions;

namespace RiderPlatform.Points.Boards;

/// <param name="To">Included; days in Asia/Shanghai.</param>
/// <param name="Riders">How many it lists.</param>
/// <param name="Sha256">Of the file's bytes, hexadecimal.</param>
public sealed record FrozenBoardView(
    Guid Id, string Title, string RegionCode, DateOnly From, DateOnly To, DateTimeOffset AsOf, int Riders,
    string Sha256, DateTimeOffset FrozenAt)
{
    /// <summary>Without the text, which may be megabytes.</summary>
    internal static readonly Expression<Func<FrozenBoard, FrozenBoardView>> Row = b => new FrozenBoardView(
        b.Id, b.Title, b.RegionCode, b.FromDay, b.ToDay, b.AsOf, b.Riders, b.Sha256, b.FrozenAt);

    private static readonly Func<FrozenBoard, FrozenBoardView> One = Row.Compile();

    internal static FrozenBoardView Of(FrozenBoard board) => One(board);
}
