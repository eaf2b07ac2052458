using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace RiderPlatform.Console.Kit;

/// <summary>
/// Gives every page the roles of its line in <see cref="Navigation"/>; a page without a line is open to everybody who
/// is signed in, or to all where it says so itself.
/// </summary>
internal sealed class PageAccess : IPageRouteModelConvention
{
    public void Apply(PageRouteModel model)
    {
        foreach (var selector in model.Selectors)
        {
            var template = selector.AttributeRouteModel?.Template ?? "";
            if (Navigation.Of("/" + template.Split('{')[0].TrimEnd('/')) is not { } entry)
            {
                continue;
            }

            selector.EndpointMetadata.Add(entry.IsOpen
                ? new AllowAnonymousAttribute()
                : new AuthorizeAttribute { Roles = string.Join(',', entry.Roles) });
        }
    }
}
