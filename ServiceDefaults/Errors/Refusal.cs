using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace RiderPlatform.ServiceDefaults.Errors;

/// <summary>
/// A named outcome that is not the effect asked for. Domain code returns its own outcomes; endpoints map each to one of
/// these. <see cref="Name"/> becomes the problem's <c>type</c> (<c>/problems/AlreadyAccepted</c>), and the two
/// sentences, Chinese first, its <c>detail</c>: each says what is wrong and what to do.
/// </summary>
/// <param name="Status">HTTP status: 400 malformed, 404 absent or not yours, 409 rule refused or stale.</param>
/// <param name="Name">The outcome's name, PascalCase.</param>
/// <param name="Zh">One Chinese sentence for a person.</param>
/// <param name="En">The same in English.</param>
public sealed record Refusal(int Status, string Name, string Zh, string En)
{
    /// <summary>Absent, or not within the caller's scope: never told apart.</summary>
    public static readonly Refusal NotFound = new(
        404, "NotFound", "没有找到，或您无权查看。请核对编号。", "Not found, or not yours to see. Check the id.");

    /// <summary>The caller is known but lacks the role for this action.</summary>
    public static readonly Refusal Forbidden = new(
        403, "Forbidden", "您的角色不能执行此操作。", "Your role does not allow this action.");

    /// <summary>Someone else changed the thing first.</summary>
    public static readonly Refusal Stale = new(
        409, "Stale", "内容已被他人更新，请刷新后重试。", "Someone else changed it first. Reload and try again.");

    /// <summary>
    /// The problem-details answer; <paramref name="extensions"/> are added as members beside the standard ones.
    /// </summary>
    public ProblemHttpResult ToProblem(params (string Name, object? Value)[] extensions)
    {
        var details = new ProblemDetails
        {
            Status = Status,
            Type = $"/problems/{Name}",
            Title = Name,
            Detail = $"{Zh} {En}",
        };
        foreach (var (name, value) in extensions)
        {
            details.Extensions[name] = value;
        }

        return TypedResults.Problem(details);
    }

    public static implicit operator ProblemHttpResult(Refusal refusal) => refusal.ToProblem();

    /// <summary>The same as the implicit conversion, for callers that prefer a name.</summary>
    public ProblemHttpResult ToProblemHttpResult() => ToProblem();
}
