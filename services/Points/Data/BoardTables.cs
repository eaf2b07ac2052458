using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Boards;

namespace RiderPlatform.Points.Data;

/// <summary>What riders said about being shown, and lists that were frozen; triggers refuse to change either.</summary>
internal static class BoardTables
{
    public static void AddBoardTables(this ModelBuilder model)
    {
        model.Entity<Earned>(e =>
        {
            e.ToView("earned");
            e.HasNoKey();
        });
        model.Entity<BoardShowing>(e =>
        {
            e.ToTable("board_showing");
            e.HasKey(x => new { x.RiderId, x.At });
        });
        model.Entity<FrozenBoard>(e =>
        {
            e.ToTable("frozen_board", t => t.HasCheckConstraint("frozen_board_hash", "length(sha256) = 64"));
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasIndex(x => new { x.RegionCode, x.FromDay, x.ToDay, x.AsOf }).IsUnique()
                .HasDatabaseName("frozen_board_once");
            e.HasIndex(x => x.FrozenAt).HasDatabaseName("frozen_board_newest");
        });
    }
}
