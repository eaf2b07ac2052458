using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using RiderPlatform.Points.Boards;

namespace RiderPlatform.Points.Tests.Boards;

/// <summary>
/// Random histories of a few riders: awards, clawbacks and what they say about being shown. Every board of them, of any
/// region, period and instant, is what a reckoning in memory, which shares nothing with the service, makes of it.
/// </summary>
public sealed class BoardHistoryTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private const int Histories = 12;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Four bytes a step.</summary>
    private static readonly Arbitrary<byte[]> Scripts =
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(120).ToArbitrary();

    [Fact]
    public void Boards_EqualTheReckoning() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Histories),
        Prop.ForAll(Scripts, script => Assert.Null(Task.Run(() => DiffersAsync(script)).GetAwaiter().GetResult())));

    private async Task<string?> DiffersAsync(byte[] script)
    {
        var desk = new BoardDesk(fixture);
        var history = new History([.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())]);
        var moment = Start;
        foreach (var c in script.Chunk(4).Where(c => c.Length == 4))
        {
            // Sometimes several at one moment.
            moment = moment.AddHours(c[0] % 4 * 9);
            await history.StepAsync(desk, c, moment);
        }

        foreach (var days in new[] { (0, 30), (2, 9), (5, 5) })
        {
            foreach (var street in new[] { "", "001", "002" })
            {
                var asOf = Start.AddHours(script.Length > 0 ? script[0] * 2 : 0);
                var (from, to) = (Start.AddDays(days.Item1), Start.AddDays(days.Item2));
                var wanted = history.Reckon(street, from, to.AddDays(1), asOf);
                var query = string.Create(CultureInfo.InvariantCulture,
                    $"&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&asOf={BoardDesk.Text(asOf)}&size=200");
                var got = BoardDesk.RowsOf(await desk.BoardAsync(desk.Staff(), query, street));
                if (!wanted.SequenceEqual(got))
                {
                    return $"{street} {query}: wanted {string.Join(' ', wanted)}, got {string.Join(' ', got)}";
                }
            }
        }

        return null;
    }

    /// <summary>What was done, in memory.</summary>
    private sealed class History(Guid[] riders)
    {
        private readonly List<(Guid Rider, Guid Award, long Points, DateTimeOffset At, string Street)> _awards = [];
        private readonly List<(int Award, DateTimeOffset At)> _clawbacks = [];
        private readonly List<(Guid Rider, bool Shown, DateTimeOffset At)> _said = [];

        public async Task StepAsync(BoardDesk desk, byte[] c, DateTimeOffset at)
        {
            var rider = riders[c[1] % riders.Length];
            switch (c[2] % 8)
            {
                case 0 when _said.All(s => s.Rider != rider || s.At != at):
                    _said.Add((rider, c[3] % 2 == 0, at));
                    await desk.ShowAsync(rider, c[3] % 2 == 0, at);
                    break;
                case 1 or 2 when _awards.Count > 0 && _clawbacks.All(b => b.Award != c[3] % _awards.Count):
                    var award = c[3] % _awards.Count;
                    _clawbacks.Add((award, at));
                    await desk.TakeBackAsync(_awards[award].Rider, _awards[award].Award, _awards[award].Points, at);
                    break;
                default:
                    // Few sums, so that many are equal.
                    var (points, street) = ((c[3] % 3 + 1) * 5L, c[3] % 2 == 0 ? "001" : "002");
                    _awards.Add((rider, await desk.AwardAsync(rider, points, at, desk.Region + street), points, at,
                        street));
                    break;
            }
        }

        public List<(int, string, long)> Reckon(
            string street, DateTimeOffset from, DateTimeOffset until, DateTimeOffset asOf)
        {
            bool Counts(DateTimeOffset at) => at >= from && at < until && at <= asOf;
            var rows = new List<(Guid Rider, long Points, DateTimeOffset Last)>();
            foreach (var rider in riders)
            {
                var moves = _awards.Select((a, i) => (a, i)).Where(x => x.a.Rider == rider && (street.Length == 0
                    || x.a.Street == street)).SelectMany(x => new[] { (x.a.Points, x.a.At) }.Concat(
                        _clawbacks.Where(b => b.Award == x.i).Select(b => (-x.a.Points, b.At))))
                    .Where(m => Counts(m.Item2)).ToList();
                var last = _said.Where(s => s.Rider == rider && s.At <= asOf).OrderBy(s => s.At).ToList();
                if (moves.Sum(m => m.Item1) > 0 && (last.Count == 0 || last[^1].Shown))
                {
                    rows.Add((rider, moves.Sum(m => m.Item1), moves.Max(m => m.Item2)));
                }
            }

            rows.Sort((a, b) => a.Points != b.Points ? b.Points.CompareTo(a.Points) : a.Last != b.Last
                ? a.Last.CompareTo(b.Last) : string.CompareOrdinal(a.Rider.ToString(), b.Rider.ToString()));
            return [.. rows.Select(r => (
                1 + rows.Count(o => o.Points > r.Points), Board.CodeOf(r.Rider), r.Points))];
        }
    }
}
