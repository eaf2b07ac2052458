using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Boards;

/// <summary>
/// A frozen list as text, and the hash that stands for it. The text is the file that is downloaded, byte for byte:
/// UTF-8 with a byte order mark, lines that end with CR LF, no spaces but in a title. Its SHA-256 is the list's.
/// <code>
/// title,region,from,to,asOf
/// "2026 年红骑手",5101,2026-01-01,2026-12-31,2026-12-31T16:05:00.000000Z
/// place,rider,points,reachedAt
/// 1,3f2a9c01b7de,420,2026-12-30T09:12:44.120345Z
/// </code>
/// The title is quoted as RFC 4180 has it; moments are UTC with six digits; a rider is the code of
/// <see cref="Board.CodeOf"/>. Lines stand in the order of <see cref="Ranking"/>.
/// </summary>
public static class BoardText
{
    /// <summary>Lines before the first rider's.</summary>
    internal const int HeadLines = 3;

    private const string End = "\r\n";
    private const string Mark = "\uFEFF";

    public static string Of(string title, string region, BoardPeriod period, IReadOnlyList<Ranked> ranked)
    {
        var text = new StringBuilder(Mark).Append("title,region,from,to,asOf").Append(End)
            .Append(CultureInfo.InvariantCulture, $"\"{title.Replace("\"", "\"\"", StringComparison.Ordinal)}\",")
            .Append(CultureInfo.InvariantCulture, $"{region},{period.From:yyyy-MM-dd},{period.To:yyyy-MM-dd},")
            .Append(Moment(period.AsOf)).Append(End).Append("place,rider,points,reachedAt").Append(End);
        foreach (var r in ranked)
        {
            text.Append(CultureInfo.InvariantCulture, $"{r.Place},{Board.CodeOf(r.RiderId)},{r.Points},")
                .Append(Moment(r.ReachedAt)).Append(End);
        }

        return text.ToString();
    }

    public static byte[] BytesOf(string content) => Encoding.UTF8.GetBytes(content);

    public static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(BytesOf(content)));

    /// <summary>The riders' lines, one page of them.</summary>
    internal static IEnumerable<(int Place, string Code, long Points, DateTimeOffset ReachedAt)> Rows(
        string content, int skip, int take) => LinesOf(content).Skip(HeadLines + skip).Take(take)
            .Select(l => l.Split(',')).Select(p => (
                int.Parse(p[0], CultureInfo.InvariantCulture), p[1], long.Parse(p[2], CultureInfo.InvariantCulture),
                DateTimeOffset.Parse(p[3], CultureInfo.InvariantCulture)));

    /// <summary>The first line, counted from 1, in which two texts differ; null: none.</summary>
    internal static (int Line, string? One, string? Other)? FirstDifference(string one, string other)
    {
        var (ones, others) = (LinesOf(one), LinesOf(other));
        for (var i = 0; i < Math.Max(ones.Length, others.Length); i++)
        {
            var (a, b) = (ones.ElementAtOrDefault(i), others.ElementAtOrDefault(i));
            if (a != b)
            {
                return (i + 1, a, b);
            }
        }

        return null;
    }

    private static string[] LinesOf(string content) =>
        content.TrimStart(Mark[0]).Split(End, StringSplitOptions.RemoveEmptyEntries);

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
