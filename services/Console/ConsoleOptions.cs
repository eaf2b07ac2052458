namespace RiderPlatform.Console;

/// <summary>Section <c>Console</c>.</summary>
public sealed class ConsoleOptions
{
    private const int MinKeyLength = 22;

    /// <summary>
    /// Random characters from a secret store: encrypts the keys of sessions and forms in the database.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>The region that pages open with for whoever is not signed in.</summary>
    public string Region { get; set; } = "5101";

    public bool IsComplete => Key.Length >= MinKeyLength;
}
