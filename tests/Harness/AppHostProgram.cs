namespace RiderPlatform.Harness;

/// <summary>The built AppHost of this working tree, of the same configuration as the program that asks.</summary>
internal static class AppHostProgram
{
    public static string Find()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = here.Parent!.Name;
        var root = here;
        while (!File.Exists(Path.Combine(root.FullName, "RiderPlatform.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException($"No RiderPlatform.sln above {here}");
        }

        var program =
            Path.Combine(root.FullName, "AppHost", "bin", configuration, here.Name, "RiderPlatform.AppHost.dll");
        return File.Exists(program) ? program : throw new InvalidOperationException($"{program} is not built");
    }
}
