using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RiderPlatform.Console.Kit;

/// <summary>Sends a page that was asked for without region and moment to its full address.</summary>
internal static class PlaceInAddress
{
    public static Task CompleteAsync(HttpContext http, RequestDelegate next)
    {
        var isPage = http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is { } page
            && !page.EndpointMetadata.OfType<AnywhereAttribute>().Any();
        if (!isPage || !HttpMethods.IsGet(http.Request.Method))
        {
            return next(http);
        }

        var place = http.RequestServices.GetRequiredService<Place>();
        if (place.IsComplete)
        {
            return next(http);
        }

        var others = http.Request.Query.Where(q => q.Key is not ("region" or "at"))
            .SelectMany(q => q.Value.Select(v => (q.Key, (object?)v)));
        http.Response.Redirect(place.Link(http.Request.Path, [.. others]));
        return Task.CompletedTask;
    }
}

/// <summary>On a page that is nowhere and at no time: an error, a sign-in that failed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnywhereAttribute : Attribute;
