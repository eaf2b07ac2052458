using System.Text.Json;
using RiderPlatform.Bench;
using RiderPlatform.Bench.Parts;

// One run, one machine, one throw-away instance (one replica of each service), one table. Exit code 1 where something
// could not be measured, with the figures got until then; an aim that was missed is a figure like any other.
IPart[] known =
[
    new StartPart(), new IntakePart(), new EventsPart(), new MemoryPart(), new ConsolePart(), new RoutingPart(),
    new NearestPart(),
    // Begins with the fewest cases and leaves the most to those after it.
    new LifecyclePart(), new InboxPart(), new RatesPart(), new TimersPart(),
];
if (Options.Read(args, known) is not { } options)
{
    return 1;
}

var figures = new List<Figure>();
var failed = false;
try
{
    await using var subject = await Subject.StartAsync();
    foreach (var part in options.Parts)
    {
        Console.Error.WriteLine($"测量 · measuring: {part.Name}");
        figures.AddRange(await part.MeasureAsync(subject));
    }
}
catch (Exception e)
{
    Console.Error.WriteLine($"✗ 失败 · failed: {e}");
    failed = true;
}

Table.Print(figures, Console.Out);
if (options.Json is { } file)
{
    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web) + "\n");
}

return failed ? 1 : 0;
