namespace RiderPlatform.Stations.Domain;

/// <summary>One of a station's "5+N" services.</summary>
/// <param name="Code">One of <see cref="Basic"/>, or a code of the station's own, such as
/// <c>battery-cabinet</c>.</param>
/// <param name="Name">What riders read; the five basic ones have fixed names.</param>
/// <param name="Available">False: asked for and not there.</param>
/// <param name="PriceFen">Null or 0: free of charge. The basic five are always free.</param>
public sealed record Offering(string Code, string Name, bool Available, long? PriceFen)
{
    /// <summary>The five that every station is asked about, with their names.</summary>
    public static readonly IReadOnlyDictionary<string, string> Basic = new Dictionary<string, string>
    {
        ["rest"] = "休息 Rest",
        ["water"] = "饮水 Water",
        ["charging"] = "充电 Charging",
        ["wifi"] = "无线网络 Wi-Fi",
        ["reading"] = "阅读 Reading",
    };

    /// <summary>A name's two languages: names are written Chinese first, then English after a space.</summary>
    public static (string Zh, string En) Words(string name)
    {
        for (var at = name.IndexOf(' ', StringComparison.Ordinal); at > 0; at = name.IndexOf(' ', at + 1))
        {
            if (at + 1 < name.Length && char.IsAsciiLetter(name[at + 1]) && !name[..at].All(char.IsAscii))
            {
                return (name[..at], name[(at + 1)..]);
            }
        }

        return (name, name);
    }
}

/// <summary>A service as everyone reads it.</summary>
public sealed record OfferingView(
    string Code, string Name, string NameZh, string NameEn, bool Available, long? PriceFen)
{
    public static IReadOnlyList<OfferingView> Of(IEnumerable<Offering> services) => [.. services.Select(s =>
    {
        var (zh, en) = Offering.Words(s.Name);
        return new OfferingView(s.Code, s.Name, zh, en, s.Available, s.PriceFen);
    })];
}
