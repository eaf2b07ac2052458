namespace RiderPlatform.Organisations.Regions;

/// <summary><c>dotnet run --project services/Organisations -- import-regions FILE</c></summary>
internal static class ImportCommand
{
    public const string Name = "import-regions";

    public static async Task<int> RunAsync(WebApplication app, string path)
    {
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            var file = RegionFile.From(path);
            var changed =
                await scope.ServiceProvider.GetRequiredService<ImportRegions>().RunAsync(file, CancellationToken.None);
            var provinces = string.Join(", ", file.Provinces);
            Console.WriteLine($"{file.Regions.Count} 个区划 / regions ({provinces}), {changed} 处变更 / lists changed.");
            return 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"无法导入 / cannot import {path}: {e.Message}");
            return 1;
        }
    }
}
