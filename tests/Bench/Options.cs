namespace RiderPlatform.Bench;

/// <summary><c>./bench [part …] [--json FILE]</c></summary>
internal sealed record Options(IReadOnlyList<IPart> Parts, string? Json)
{
    /// <summary>Null, and a line on standard error, for a command line that says nothing we know.</summary>
    public static Options? Read(string[] arguments, IReadOnlyList<IPart> known)
    {
        var names = new List<string>();
        string? json = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--json" && i + 1 < arguments.Length)
            {
                json = arguments[++i];
            }
            else
            {
                names.Add(arguments[i]);
            }
        }

        var unknown = names.Where(n => known.All(p => p.Name != n)).ToList();
        if (unknown.Count > 0)
        {
            var parts = string.Join('|', known.Select(p => p.Name));
            Console.Error.WriteLine(
                $"未知参数 · Unknown: {string.Join(' ', unknown)}. ./bench [{parts}] [--json FILE]");
            return null;
        }

        return new Options([.. known.Where(p => names.Count == 0 || names.Contains(p.Name))], json);
    }
}
