using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>Everything that the forms of one sign-in have in common, and the language they are written in.</summary>
/// <param name="Query">The request of <c>/oauth/authorize</c>, carried through the forms as it came.</param>
/// <param name="Ticket">Proves that the next form comes from this page.</param>
/// <param name="Place">Name of the region whose pages the visitor comes from; null for the platform as such.</param>
internal sealed record SignInView(
    HttpContext Http, AuthorizeRequest Request, string Query, string Ticket, string? Place)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public bool EnglishOnly => Request.EnglishOnly;

    public static async Task<SignInView> OfAsync(
        HttpContext http, AuthorizeRequest request, string query, FormTicket tickets, OrganisationsDb db,
        CancellationToken ct)
    {
        var place = request.Region is not { } code ? null
            : await db.Regions.Where(r => r.Code == code).Select(r => r.Name).SingleOrDefaultAsync(ct);
        return new SignInView(http, request, query, tickets.Issue(http, query), place);
    }

    public static string Encode(string text) => Html.Encode(text);

    /// <summary>Chinese with English behind it, or English alone.</summary>
    public string Say(string zh, string en) =>
        EnglishOnly ? en : $"{zh} <span class=\"en\" lang=\"en\">{en}</span>";

    /// <summary>Where only text can stand, such as the name of a landmark.</summary>
    public string Plain(string zh, string en) => EnglishOnly ? en : $"{zh} {en}";

    /// <summary>The address of this page with one of the two ways.</summary>
    public string Address(bool byPhone) => Encode($"/signin{AuthorizeRequest.WithWay(Query, byPhone)}");

    /// <summary>Status and what screen readers announce; empty for no words.</summary>
    public string Notice(string? zh, string? en, bool good = false) => zh is null ? "" : $"""
        <p class="notice{(good ? " good" : "")}" id="notice" role="{(good ? "status" : "alert")}">{Say(zh, en!)}</p>
        """;

    /// <summary>What every form of the page begins with.</summary>
    public string Hidden => $"""
        <input type="hidden" name="request" value="{Encode(Query)}">
        <input type="hidden" name="ticket" value="{Encode(Ticket)}">
        """;
}
