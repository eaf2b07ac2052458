namespace RiderPlatform.LocalHosting;

/// <summary>
/// The parts of a connection string that Aspire 13 gives as variables of their own (<c>NAME_HOST</c>, …).
/// </summary>
internal static class ConnectionProperties
{
    public static IEnumerable<(string, ReferenceExpression)> Of(IResourceWithConnectionString resource) =>
        resource switch
        {
            PostgresDatabaseResource database => OfDatabase(database),
            PostgresServerResource server => OfServer(server),
            RabbitMQServerResource broker => OfBroker(broker),
            _ => [],
        };

    private static IEnumerable<(string, ReferenceExpression)> OfDatabase(PostgresDatabaseResource database)
    {
        foreach (var (property, value) in OfServer(database.Parent).Where(entry => entry.Item1 != "URI"))
            yield return (property, value);
        yield return ("URI", Suffix(ServerUri(database.Parent), $"/{database.DatabaseName}"));
        var (host, port) = HostAndPort(database.Parent.PrimaryEndpoint);
        yield return ("JDBCCONNECTIONSTRING", new ReferenceExpression(
            $"jdbc:postgresql://{host.ValueExpression}:{port.ValueExpression}/{database.DatabaseName}",
            () => $"jdbc:postgresql://{host.Value}:{port.Value}/{database.DatabaseName}"));
        yield return ("DATABASENAME", ReferenceExpression.Literal(database.DatabaseName));
    }

    private static IEnumerable<(string, ReferenceExpression)> OfServer(PostgresServerResource server)
    {
        var (host, port) = HostAndPort(server.PrimaryEndpoint);
        yield return ("HOST", host);
        yield return ("PORT", port);
        yield return ("USERNAME", server.UserName);
        yield return ("PASSWORD", server.PasswordParameter.Expression);
        yield return ("URI", ServerUri(server));
    }

    private static IEnumerable<(string, ReferenceExpression)> OfBroker(RabbitMQServerResource broker)
    {
        var (host, port) = HostAndPort(broker.PrimaryEndpoint);
        yield return ("HOST", host);
        yield return ("PORT", port);
        yield return ("USERNAME", broker.UserName);
        yield return ("PASSWORD", broker.PasswordParameter.Expression);
        yield return ("URI", broker.ConnectionStringExpression);
    }

    private static ReferenceExpression ServerUri(PostgresServerResource server)
    {
        var (host, port) = HostAndPort(server.PrimaryEndpoint);
        var password = server.PasswordParameter.UriEncodedExpression;
        return new ReferenceExpression(
            $"postgresql://{server.UserName.ValueExpression}:{password.ValueExpression}" +
            $"@{host.ValueExpression}:{port.ValueExpression}",
            () => $"postgresql://{server.UserName.Value}:{password.Value}@{host.Value}:{port.Value}",
            server.PasswordParameter);
    }

    private static ReferenceExpression Suffix(ReferenceExpression expression, string suffix) =>
        new(expression.ValueExpression + suffix, () => expression.Value + suffix, [.. expression.References]);

    private static (ReferenceExpression Host, ReferenceExpression Port) HostAndPort(EndpointReference endpoint) =>
        (endpoint.Expression("host", () => "127.0.0.1"), endpoint.Expression("port", () => $"{endpoint.Port}"));
}
