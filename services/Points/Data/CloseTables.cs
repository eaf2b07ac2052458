using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Closes;

namespace RiderPlatform.Points.Data;

internal static class CloseTables
{
    public static void AddCloseTables(this ModelBuilder model)
    {
        model.Entity<DayClose>(e =>
        {
            e.ToTable("day_close");
            e.HasKey(x => x.Day);
        });
        model.Entity<CloseChunk>(e =>
        {
            e.ToTable("close_chunk");
            e.HasKey(x => new { x.Day, x.Number });
            e.HasIndex(x => new { x.FirstId, x.LastId }).HasDatabaseName("close_chunk_ids");
        });
    }
}
