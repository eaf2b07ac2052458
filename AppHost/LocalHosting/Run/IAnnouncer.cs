namespace RiderPlatform.LocalHosting;

/// <summary>Tells the person at the console, Chinese first.</summary>
internal interface IAnnouncer
{
    void Announce(string label, string text);
}
