namespace RiderPlatform.Grievances.Photos;

/// <summary>
/// Where photos lie: a folder by default, an object store in a larger city. Blobs are written once under a key made of
/// the day and the content, and are never changed.
/// </summary>
public interface IPhotoStore
{
    /// <summary>
    /// Takes <paramref name="file"/> over and returns its key, such as <c>2026/11/22/ab/abcd….jpg</c>; all or nothing.
    /// </summary>
    Task<string> PutAsync(string file, DateOnly day, CancellationToken ct);

    /// <summary>Null where there is none.</summary>
    Stream? Open(string key);

    /// <summary>The keys of one day, for the sweep of orphans.</summary>
    IEnumerable<string> KeysOf(DateOnly day);

    void Delete(string key);
}
