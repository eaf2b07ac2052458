namespace RiderPlatform.Points.Data;

/// <summary>
/// The SQL that EF Core cannot express, as files of their own so that it reads and diffs as SQL. A migration runs a
/// file once; a later change is a new file and a new migration.
/// </summary>
internal static class SqlFiles
{
    public static string Read(string name)
    {
        using var stream = typeof(SqlFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
