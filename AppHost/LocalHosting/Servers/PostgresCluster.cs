namespace RiderPlatform.LocalHosting;

/// <summary>The files of a cluster: which binaries serve it, how it is made, how it is configured.</summary>
internal sealed class PostgresCluster(string folder, PostgresOptions options)
{
    private readonly UnprivilegedUser? _user = UnprivilegedUser.ForServers();

    // Its own folder below the given one: PostgreSQL insists on owning its folder, the given one may be ours.
    private readonly string _home = Path.Combine(Path.GetFullPath(folder), "cluster");

    private string Data => Path.Combine(_home, "data");

    public ChildCommand ServerCommand(int port) => Command("postgres", "-D", Data, "-p", $"{port}") with
    {
        OnHostDeath = Signal.Interrupt,
    };

    /// <summary>Throws when a binary is missing.</summary>
    public void Check()
    {
        PostgresBinaries.Find("initdb", Data);
        PostgresBinaries.Find("postgres", Data);
    }

    /// <summary>Makes the cluster when there is none, and writes its configuration anew.</summary>
    public async Task PrepareAsync(string userName, string password, CancellationToken cancellation)
    {
        if (!Directory.Exists(Data))
        {
            CreateHome();
            await InitialiseAsync(userName, password, cancellation);
        }

        await File.WriteAllTextAsync(
            Path.Combine(Data, "postgresql.conf"), PostgresConfiguration.Text(options), cancellation);
    }

    /// <summary>The password lies in a file of the server's user for that moment: a command line is public.</summary>
    private async Task InitialiseAsync(string userName, string password, CancellationToken cancellation)
    {
        var passwordFile = Path.Combine(_home, "password");
        var unfinished = Path.Combine(_home, "unfinished");
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        await File.WriteAllTextAsync(passwordFile, password, cancellation);
        Own(passwordFile);
        var lines = new LastLines();
        var initialise = ChildProcess.Start(
            Command("initdb", "-D", unfinished, "-U", userName, $"--pwfile={passwordFile}", "-A", "scram-sha-256",
                "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"), lines);
        var code = await initialise.Exited.WaitAsync(cancellation);
        File.Delete(passwordFile);
        if (code != 0)
            throw new HostingException($"无法建立 PostgreSQL 数据库簇 · initdb failed in {_home}:\n{lines}");
        // Only a finished cluster gets the name by which the next start looks for it.
        Directory.Move(unfinished, Data);
    }

    private void CreateHome()
    {
        Directory.CreateDirectory(_home);
        File.SetUnixFileMode(_home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Own(_home);
    }

    private void Own(string path)
    {
        if (_user is not null)
            Native.ChangeOwner(path, _user);
    }

    private ChildCommand Command(string program, params IReadOnlyList<string> arguments) =>
        new(PostgresBinaries.Find(program, Data), arguments)
        {
            RunAs = _user,
            WorkingDirectory = _home,
            OnHostDeath = Signal.Kill,
            Environment = new Dictionary<string, string>
            {
                [ChildCommand.OwnerVariable] = options.Owner ?? _home,
                ["LC_ALL"] = "C.UTF-8",
                ["TZ"] = "UTC",
            },
        };
}
