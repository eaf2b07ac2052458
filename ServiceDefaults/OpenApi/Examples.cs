using Microsoft.AspNetCore.Builder;

namespace RiderPlatform.ServiceDefaults.OpenApi;

/// <summary>
/// Examples stand at the route, as values of the use case's own types, so that the compiler keeps them in step:
/// <code>
/// api.MapPost("/clues", ReportClue.HandleAsync).WithName("ReportClue")
///     .WithExample(new ReportClue.Request("road.manhole", "天府广场东侧井盖缺失", 104.0657, 30.6574), ReportClue.Example);
/// </code>
/// </summary>
public static class Examples
{
    /// <param name="route">The route.</param>
    /// <param name="request">The body to send; for a form its text fields. Null: the operation takes no body.</param>
    /// <param name="response">The body of the first 2xx answer. Null: none.</param>
    public static TBuilder WithExample<TBuilder>(this TBuilder route, object? request = null, object? response = null)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ExampleMetadata(request, response));

    /// <summary>
    /// Example values of the path, query or header parameters, by their name: <c>.WithExampleParameter("region",
    /// "5101")</c>.
    /// </summary>
    public static TBuilder WithExampleParameter<TBuilder>(this TBuilder route, string name, object value)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ExampleParameterMetadata(name, value));

    internal sealed record ExampleMetadata(object? Request, object? Response);

    internal sealed record ExampleParameterMetadata(string Name, object Value);
}
