using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// Registers a program: with redirect addresses a public one that people sign in to, with grants an agency's system,
/// whose secret is made here and shown once. Not idempotent by key, because the answer that carries the secret is not
/// to be kept.
/// </summary>
internal static class CreateClient
{
    internal sealed record Request(
        string? ClientId, string? Name, IReadOnlyList<string>? RedirectUris,
        IReadOnlyList<GrantRequest>? Grants);

    /// <param name="Secret">Shown this once; null for a public client.</param>
    internal sealed record Answer(Guid Id, string ClientId, string Name, string? Secret);

    private static readonly Refusal ClientIdTaken = new(
        409, "ClientIdTaken", "应用标识已被使用，请换一个。", "This client id is taken. Choose another.");

    public static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, HttpContext http, Scope scope, OrganisationsDb db, SignInLoad load, CancellationToken ct)
    {
        IssueToken.NoStore(http);
        var grants = request.Grants ?? [];
        var redirects = request.RedirectUris ?? [];
        var invalid = new Invalid()
            .When(!GrantRules.IsUserName(request.ClientId), "clientId",
                "标识为 3–64 位字母、数字或 . - _。", "Client id: 3–64 letters, digits, '.', '-' or '_'.")
            .When(PersonalText.Name(request.Name, 60) is null, "name",
                "名称为 1–60 字。", "Name: 1–60 characters.")
            .When((grants.Count == 0) == (redirects.Count == 0), "grants",
                "返回地址与权限二者必填其一。", "Give either redirect addresses or grants.")
            .When(redirects.Count > 10 || redirects.Any(r => !RedirectUris.IsAcceptable(r)), "redirectUris",
                "返回地址须为 https，或本机回环地址。", "Redirect addresses: https, or http on loopback; no fragment.");
        await GrantRequest.CheckAsync(grants, invalid, db, ct);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        if (GrantRequest.RefuseBeyond(scope, grants) is { } beyond)
        {
            return beyond.ToProblem();
        }

        var secret = redirects.Count == 0 ? Secrets.New() : null;
        var client = new OAuthClient
        {
            Id = Guid.CreateVersion7(),
            ClientId = request.ClientId!,
            Name = request.Name!.Trim(),
            SecretHash = secret is null ? null : await load.HashAsync(secret, ct),
            RedirectUris = [.. redirects],
        };
        return await SaveAsync(client, grants, db, ct)
            ? TypedResults.Created((string?)null, new Answer(client.Id, client.ClientId, client.Name, secret))
                : ClientIdTaken.ToProblem();
    }

    private static async Task<bool> SaveAsync(
        OAuthClient client, IReadOnlyList<GrantRequest> grants, OrganisationsDb db, CancellationToken ct)
    {
        db.Add(client);
        db.AddRange(grants.Select(g => g.ToGrant(client.Id)));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == AccountTables.ClientName)
        {
            return false;
        }
    }
}
