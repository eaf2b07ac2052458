namespace RiderPlatform.LocalHosting;

public sealed class RabbitMQServerResource : Resource, IResourceWithConnectionString, IResourceWithEnvironment,
    IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal const string DefaultUserName = "guest";

    internal RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password) : base(name)
    {
        UserNameParameter = userName;
        PasswordParameter = password;
        PrimaryEndpoint = new EndpointReference(this, "tcp");
    }

    public EndpointReference PrimaryEndpoint { get; }

    public ParameterResource? UserNameParameter { get; }

    public ParameterResource PasswordParameter { get; }

    public ReferenceExpression ConnectionStringExpression => new(
        $"amqp://{EncodedUserName.ValueExpression}:{PasswordParameter.UriEncodedExpression.ValueExpression}" +
        $"@{{{Name}.bindings.tcp.host}}:{{{Name}.bindings.tcp.port}}",
        () => $"amqp://{EncodedUserName.Value}:{PasswordParameter.UriEncodedExpression.Value}" +
              $"@127.0.0.1:{PrimaryEndpoint.Port}",
        UserNameParameter is null ? [PasswordParameter] : [UserNameParameter, PasswordParameter]);

    internal ReferenceExpression UserName =>
        UserNameParameter?.Expression ?? ReferenceExpression.Literal(DefaultUserName);

    private ReferenceExpression EncodedUserName =>
        UserNameParameter?.UriEncodedExpression ?? ReferenceExpression.Literal(DefaultUserName);
}
