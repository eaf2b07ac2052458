namespace RiderPlatform.Points.Tests.Model;

/// <summary>
/// What one rider's points must be, reckoned in memory and in the plainest way; shares no code with the service.
/// </summary>
/// <param name="reversed">A planted bug: spends what ends last.</param>
internal sealed class RiderModel(bool reversed = false)
{
    private const long DailyCap = 100;
    private readonly Dictionary<int, long> _givenOnDay = [];
    private readonly List<Voucher> _vouchers = [];
    private readonly List<(int Award, long Owed)> _debts = [];

    public List<Lot> Lots { get; } = [];

    public long Balance => Lots.Sum(l => l.Left);

    public long Held => _vouchers.Where(v => v.Open).Sum(v => v.Parts.Sum(p => p.Points));

    public long Owed => _debts.Sum(d => d.Owed);

    public int OpenVouchers => _vouchers.Count(v => v.Open);

    /// <summary>An award that asks for so many points, of a report of that day, whose lot ends then.</summary>
    public void Award(int day, long asked, int ends)
    {
        var given = Math.Min(asked, DailyCap - _givenOnDay.GetValueOrDefault(day));
        _givenOnDay[day] = _givenOnDay.GetValueOrDefault(day) + given;
        var lot = new Lot(ends, given) { Left = given };
        Lots.Add(lot);
        var share = given / 2;
        for (var i = 0; i < _debts.Count && share > 0; i++)
        {
            var part = Math.Min(share, _debts[i].Owed);
            _debts[i] = (_debts[i].Award, _debts[i].Owed - part);
            lot.Left -= part;
            share -= part;
        }
    }

    /// <summary>False where the points are too few, and nothing changes.</summary>
    public bool Redeem(long price)
    {
        if (price > Balance)
        {
            return false;
        }

        var parts = new List<(Lot Lot, long Points)>();
        foreach (var lot in Lots.Where(l => l.Left > 0).OrderBy(l => reversed ? -l.Ends : l.Ends))
        {
            var part = Math.Min(price, lot.Left);
            lot.Left -= part;
            price -= part;
            if (part > 0)
            {
                parts.Add((lot, part));
            }
        }

        _vouchers.Add(new Voucher(parts));
        return true;
    }

    /// <summary>The n-th voucher of all that were issued expires; answers whether it was still open.</summary>
    public void Void(int nth)
    {
        var voucher = _vouchers.Where(v => v.Open).ElementAt(nth);
        voucher.Open = false;
        voucher.Parts.ForEach(p => p.Lot.Left += p.Points);
    }

    /// <summary>Everything that ends by then and is not held.</summary>
    public long Expire(int until)
    {
        long expired = 0;
        foreach (var lot in Lots.Where(l => l.Ends <= until))
        {
            expired += lot.Left;
            lot.Expired += lot.Left;
            lot.Left = 0;
        }

        return expired;
    }

    /// <summary>Takes an award back; answers what was taken at once and what is owed.</summary>
    public (long Taken, long Owed) TakeBack(int award)
    {
        var open = Lots[award].Given - Lots[award].Expired;
        var wanted = open;
        foreach (var lot in Lots.OrderBy(l => l == Lots[award] ? 0 : 1).ThenBy(l => l.Ends))
        {
            var part = Math.Min(open, lot.Left);
            lot.Left -= part;
            open -= part;
        }

        Lots[award].TakenBack = true;
        _debts.Add((award, open));
        return (wanted - open, open);
    }

    internal sealed class Lot(int ends, long given)
    {
        public int Ends { get; } = ends;

        public long Given { get; } = given;

        public long Left { get; set; }

        public long Expired { get; set; }

        public bool TakenBack { get; set; }
    }

    private sealed class Voucher(List<(Lot Lot, long Points)> parts)
    {
        public List<(Lot Lot, long Points)> Parts { get; } = parts;

        public bool Open { get; set; } = true;
    }
}
