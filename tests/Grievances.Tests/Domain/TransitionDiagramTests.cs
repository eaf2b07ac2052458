using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Tests.Domain;

/// <summary>What people read about the life of a case is what the program does.</summary>
public sealed class TransitionDiagramTests
{
    [Fact]
    public void Readme_HoldsTheDrawingOfTheTable()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RiderPlatform.sln")))
        {
            folder = folder.Parent!;
        }

        var drawn = TransitionDiagram.Of(TransitionTable.Standard());
        var readme = File.ReadAllText(Path.Combine(folder.FullName, "README.md"));
        Assert.Contains($"```mermaid\n{drawn}```", readme, StringComparison.Ordinal);
        Assert.Contains("Dispatched --> Returned: return", drawn, StringComparison.Ordinal);
    }
}
