namespace RiderPlatform.Loop;

/// <summary>WGS-84 degrees.</summary>
public sealed record Place(double Longitude, double Latitude);

/// <summary>Places and accounts of the demo city that the loop is walked with.</summary>
public static class City
{
    public const string Chengdu = "5101";

    /// <summary>Chunxi Road in Jinjiang (510104), Chengdu.</summary>
    public static readonly Place Jinjiang = new(104.0810, 30.6570);

    /// <summary>Hongpailou in Wuhou (510107), Chengdu.</summary>
    public static readonly Place Wuhou = new(104.0320, 30.6350);

    /// <summary>Tongjiang in Shizhong (511102), Leshan.</summary>
    public static readonly Place Leshan = new(103.7570, 29.5800);

    /// <summary>A hazard that the urban management of the county answers for.</summary>
    public static Clue Manhole(string text) => new Clue("road.manhole", text, null, null).At(Jinjiang);

    public static Clue Rubbish(string text) => new Clue("environment.rubbish", text, null, null).At(Jinjiang);
}
