namespace RiderPlatform.Loop;

/// <summary>WGS-84 degrees.</summary>
public sealed record Place(double Longitude, double Latitude);

/// <summary>Places and accounts of the demo city that the loop is walked with.</summary>
public static class City
{
    /// <summary>In Jinjiang (510104), Chengdu.</summary>
    public static readonly Place Jinjiang = new(104.0810, 30.6570);

    /// <summary>In Wuhou (510107), Chengdu.</summary>
    public static readonly Place Wuhou = new(104.0433, 30.6420);

    /// <summary>In Shizhong (511102), Leshan.</summary>
    public static readonly Place Leshan = new(103.7613, 29.5821);

    /// <summary>A hazard that the urban management of the county answers for.</summary>
    public static Clue Manhole(string text) => new Clue("road.manhole", text, null, null).At(Jinjiang);

    public static Clue Rubbish(string text) => new Clue("environment.rubbish", text, null, null).At(Jinjiang);
}
