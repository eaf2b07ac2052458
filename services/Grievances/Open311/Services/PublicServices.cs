using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Wire;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Open311.Services;

/// <summary>The services on offer: the categories whose hazards may be public.</summary>
internal static class PublicServices
{
    /// <summary>What is offered now.</summary>
    public static IEnumerable<Category> PublicServicesNow(this RoutingSnapshot snapshot) =>
        snapshot.Categories.Values.Where(IsOffered).OrderBy(c => c.Code, StringComparer.Ordinal);

    /// <summary>Null: there is no such category, it is offered no more, or it is nobody's business.</summary>
    public static Category? PublicService(this RoutingSnapshot snapshot, string code) =>
        snapshot.Categories.GetValueOrDefault(code) is { } category && IsOffered(category) ? category : null;

    private static bool IsOffered(Category category) => category.Public && category.IsOfferedFor(CaseKind.Clue);

    public static string NameOf(Category category) => $"{category.NameZh} {category.NameEn}";
}

/// <summary>GET services: what can be reported.</summary>
internal static class ListServices
{
    public static IResult Handle(DirectoryCopy directory, ServiceAttributes attributes) =>
        directory.Current is not { } snapshot ? Open311Error.Answer(Open311Error.Unavailable)
            : new WireAnswer(Node.List("services", snapshot.PublicServicesNow().Select(c =>
        {
            var group = CategoryNames.Of(CategoryNames.TopOf(c.Code), snapshot.Categories);
            return Node.Of("service",
                new Node("service_code", c.Code),
                new Node("service_name", PublicServices.NameOf(c)),
                new Node("description", $"上报“{c.NameZh}”。 Report: {c.NameEn}."),
                new Node("metadata", attributes.Of(c).Count > 0),
                new Node("type", "realtime"),
                new Node("keywords", string.Join(", ", c.Code.Split('.').Concat([c.NameZh, c.NameEn]))),
                new Node("group", Open311Error.Both(group)));
        })));
}

/// <summary>GET services/{service_code}: what a service asks beyond the standard fields.</summary>
internal static class GetServiceDefinition
{
    public static IResult Handle(HttpContext http, DirectoryCopy directory, ServiceAttributes attributes)
    {
        if (directory.Current is not { } snapshot)
        {
            return Open311Error.Answer(Open311Error.Unavailable);
        }

        if (snapshot.PublicService(http.Named("service")) is not { } category)
        {
            return Open311Error.Answer(Open311Error.ServiceNotFound);
        }

        return new WireAnswer(Node.Of("service_definition",
            new Node("service_code", category.Code),
            Node.List("attributes", attributes.Of(category).Select(Of))));
    }

    private static Node Of(ServiceAttribute a, int index) => Node.Of("attribute",
        new Node("variable", true),
        new Node("code", a.Code),
        new Node("datatype", a.Datatype.ToString().ToLowerInvariant()),
        new Node("required", a.Required),
        new Node("datatype_description", a.Hint is { } hint ? Open311Error.Both(hint) : null),
        new Node("order", index + 1),
        new Node("description", Open311Error.Both(a.Description)),
        Node.List("values", a.Values.Select(v =>
            Node.Of("value", new Node("key", v.Key), new Node("name", Open311Error.Both(v.Name))))));
}
