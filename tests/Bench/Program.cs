using System.Text.Json;
using RiderPlatform.Bench;
using RiderPlatform.Bench.Parts;

// One run, one machine, throw-away instances (one replica of each service), one table. Exit code 1 where something
// could not be measured, with the figures got until then; an aim that was missed is a figure like any other.
IPart[] known =
[
    new StartPart(), new IntakePart(), new EventsPart(), new MemoryPart(), new ConsolePart(), new RoutingPart(),
    new NearestPart(), new PointsPart(),
    // Leaves a million cases to those after it.
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
    var left = new Queue<IPart>(options.Parts);
    while (left.Count > 0)
    {
        await using var subject = await Subject.StartAsync();
        do
        {
            var part = left.Dequeue();
            Console.Error.WriteLine($"测量 · measuring: {part.Name}");
            figures.AddRange(await part.MeasureAsync(subject));
        }
        while (left.TryPeek(out var next) && !next.StartsAnew);
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
