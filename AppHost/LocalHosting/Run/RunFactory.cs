using Microsoft.Extensions.Configuration;

namespace RiderPlatform.LocalHosting;

/// <summary>
/// Turns the model into what runs: values of parameters first, then ports, in the order of declaration.
/// </summary>
internal static class RunFactory
{
    public static void AddAll(IReadOnlyList<Resource> model, RunContext context, IConfiguration configuration)
    {
        foreach (var parameter in ParametersOf(model))
        {
            context.Secrets.Resolve(parameter, configuration);
            _ = parameter.Expression.Value;
        }

        RefuseLostPasswords(model, context);
        foreach (var resource in model)
            context.Add(Create(resource, model, context));
        context.Secrets.Save();
    }

    private static ResourceRun Create(Resource resource, IReadOnlyList<Resource> model, RunContext context) =>
        resource switch
        {
            ParameterResource parameter => new ParameterRun(parameter, context),
            PostgresServerResource server => new PostgresRun(server, context),
            PostgresDatabaseResource database => new DatabaseRun(database, context),
            RabbitMQServerResource broker => new RabbitMqRun(broker, context),
            ProjectResource step when StepExitCode(step, model) is { } code => new StepRun(step, code, context),
            ProjectResource project => new ProjectRun(project, context),
            _ => throw new InvalidOperationException($"{resource.Name} is of a kind that cannot run here."),
        };

    /// <summary>What somebody waits to end, runs once; anything else is to run for ever.</summary>
    private static int? StepExitCode(ProjectResource project, IReadOnlyList<Resource> model) =>
        model.SelectMany(resource => resource.Settings.Waits)
            .FirstOrDefault(wait => wait.On == project && wait.Kind == WaitKind.Completion)?.ExitCode;

    /// <summary>Declared ones, and the passwords of servers that nobody declared.</summary>
    private static IEnumerable<ParameterResource> ParametersOf(IReadOnlyList<Resource> model) =>
        model.SelectMany(resource => resource switch
        {
            ParameterResource parameter => [parameter],
            PostgresServerResource server => [server.PasswordParameter],
            RabbitMQServerResource broker => [broker.PasswordParameter],
            _ => (IEnumerable<ParameterResource>)[],
        }).Distinct();

    /// <summary>A new password would not open an old cluster; better said now than as a refused log-in later.</summary>
    private static void RefuseLostPasswords(IReadOnlyList<Resource> model, RunContext context)
    {
        var lost = model.OfType<PostgresServerResource>().FirstOrDefault(server =>
            context.Secrets.IsNew && Directory.Exists(context.Data.FileNamed(server.Name)));
        if (lost is not null)
            throw new HostingException(
                "数据库还在，但 secrets.json 丢失：请找回它，或以 ./run --reset 重来 · " +
                "The database is there but secrets.json is lost: restore it, or start over with ./run --reset");
    }
}
