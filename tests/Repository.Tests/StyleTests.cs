namespace RiderPlatform.Repository.Tests;

/// <summary>
/// The style of the code base, enforced over the tree; every guard is seen to fail on a planted sample.
/// </summary>
public sealed class StyleTests
{
    /// <summary>The guards themselves and their samples name what they ban.</summary>
    private static readonly string[] Exempt =
        ["tests/Repository.Tests/Guards.cs", "tests/Repository.Tests/StyleTests.cs"];

    [Fact]
    public void Tree_HasNoOffence()
    {
        var offences = Tree.Files(".cs").Where(f => !Tree.IsMigration(f) && !Exempt.Contains(f))
            .SelectMany(f => Guards.Offences(f, Tree.Read(f))).ToList();
        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }

    [Theory]
    [InlineData("services/A.cs", "var now = DateTime.UtcNow;", "TimeProvider")]
    [InlineData("services/A.cs", "var now = DateTimeOffset.Now;", "TimeProvider")]
    [InlineData("services/A.cs", "var id = Guid.NewGuid();", "CreateVersion7")]
    [InlineData("services/A.cs", "db.Database.EnsureCreatedAsync();", "migration")]
    [InlineData("services/A.cs", "Thread.Sleep(5);", "TimeProvider")]
    [InlineData("tests/A.cs", "await Task.Delay(5);", "Eventually")]
    [InlineData("services/A.cs", "try { } catch (Exception) { }", "handle")]
    [InlineData("services/A.cs", "// FIXME later", "file it")]
    [InlineData("services/A.cs", "class RiderHelper;", "domain")]
    public void Guard_CatchesAPlantedOffence(string file, string text, string instead) =>
        Assert.Contains(Guards.Offences(file, text), o => o.Contains(instead, StringComparison.Ordinal));

    [Fact]
    public void Guard_CatchesLongFilesLinesAndFunctions()
    {
        var longFile = string.Concat(Enumerable.Repeat("\n", Guards.MaxFileLines + 1));
        var longFunction =
            $"class A {{ void B() {{ {string.Concat(Enumerable.Repeat("\n", Guards.MaxFunctionLines))} }} }}";
        Assert.Contains(Guards.Offences("services/A.cs", longFile), o =>
            o.EndsWith("split it", StringComparison.Ordinal));
        Assert.Contains(Guards.Offences("services/A.cs", new string('x', 121)), o =>
            o.Contains("columns", StringComparison.Ordinal));
        Assert.Contains(Guards.Offences("services/A.cs", longFunction), o =>
            o.Contains("B has", StringComparison.Ordinal));
    }

    [Fact]
    public void Tree_NamesNoPackageHostAndNoDevelopmentMachine()
    {
        string[] banned =
            [string.Concat("nuget", ".org"), string.Concat("npmjs", ".org"), string.Concat("deb.", "debian.org"),
            string.Concat("/work", "/"), string.Concat("/root", "/")];
        var offences =
            Tree.Files(".cs", ".csproj", ".props", ".targets", ".md", ".json", ".sh", ".mjs", ".js", ".editorconfig")
            .Concat(["run", "test", "bench"]).Where(f => File.Exists(Path.Combine(Tree.Root, f)))
            .SelectMany(f =>
                banned.Where(b => Tree.Read(f).Contains(b, StringComparison.Ordinal)).Select(b => $"{f}: {b}"));
        Assert.Empty(offences);
    }
}
