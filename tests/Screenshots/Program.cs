using RiderPlatform.Browser;
using RiderPlatform.Loop;
using RiderPlatform.Screenshots;

// ./run --screenshots DIR [--dark-english]: every page as its people see it, on a throw-away instance with an ordinary
// day in it; light and Chinese, or dark and English.
// Exit code 1 where a page is missing, or something went wrong on one.
if (args is not [var folder, .. var set] || set is not ([] or ["--dark-english"]))
{
    Console.Error.WriteLine("用法 · Usage: ./run --screenshots DIR [--dark-english]");
    return 1;
}

await using var instance = await RunningInstance.OpenAsync();
using (var door = new Door(instance.Gateway, instance.DemoPassword))
{
    await new CityLife(door).LiveAsync(clues: 60);
}

Directory.CreateDirectory(folder);
await using var chromium = await Chromium.LaunchAsync();
var faults = await new Album(chromium, instance.Gateway, instance.DemoPassword, folder, set.Length > 0)
    .TakeAllAsync();
foreach (var fault in faults)
{
    Console.Error.WriteLine($"✗ {fault}");
}

Console.WriteLine($"{Directory.GetFiles(folder, "*.png").Length} 张截图 · screenshots: {folder}");
return faults.Count == 0 ? 0 : 1;
