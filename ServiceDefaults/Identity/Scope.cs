using System.Linq.Expressions;
using System.Security.Claims;

namespace RiderPlatform.ServiceDefaults.Identity;

/// <summary>
/// What the caller may see and do: bound in endpoints as a parameter. <see cref="Covers{T}"/> is the one scope
/// predicate: lists, counts, exports, maps, statistics and look-ups by id all filter by it, so that a thing that is not
/// yours is absent everywhere in the same way.
/// </summary>
public sealed class Scope
{
    /// <summary>How the token was got; written into those of client credentials alone.</summary>
    public const string SystemClaim = "gty";

    public const string SystemValue = "client-credentials";

    /// <summary>The account or the client that calls.</summary>
    public required Guid Subject { get; init; }

    /// <summary>Set when the account belongs to a rider.</summary>
    public Guid? RiderId { get; init; }

    /// <summary>An agency's system that signed in with its own credentials: nobody sits in front of it.</summary>
    public bool IsSystem { get; init; }

    public required IReadOnlyList<Grant> Grants { get; init; }

    public bool Has(string role) => Grants.Any(g => g.Role == role);

    public IEnumerable<Grant> Of(params ReadOnlySpan<string> roles)
    {
        var wanted = roles.ToArray();
        return Grants.Where(g => wanted.Contains(g.Role));
    }

    /// <summary>
    /// The predicate for EF Core: true where one grant of one of <paramref name="roles"/> covers the row.
    /// </summary>
    /// <param name="region">The row's region code.</param>
    /// <param name="organisation">The organisation that the row belongs to.</param>
    /// <param name="roles">The roles whose grants count here; none of them held → no row.</param>
    public Expression<Func<T, bool>> Covers<T>(
        Expression<Func<T, string>> region, Expression<Func<T, Guid?>> organisation, params string[] roles)
    {
        var row = region.Parameters[0];
        var owner = new Replace(organisation.Parameters[0], row).Visit(organisation.Body)!;
        var any = Grants.Where(g => roles.Contains(g.Role)).Distinct()
            .Select(g => Covers(g, region.Body, owner))
            .Aggregate((Expression)Expression.Constant(false), Expression.OrElse);
        return Expression.Lambda<Func<T, bool>>(any, row);
    }

    /// <summary>
    /// The same decision for one row in hand, in plain code because every step of a case asks it several times.
    /// </summary>
    public bool Covers(string region, Guid? organisation, params ReadOnlySpan<string> roles)
    {
        foreach (var grant in Grants)
        {
            if (roles.Contains(grant.Role) && region.StartsWith(grant.Region, StringComparison.Ordinal)
                && (grant.Organisation is null || grant.Organisation == organisation))
            {
                return true;
            }
        }

        return false;
    }

    public static Scope Of(ClaimsPrincipal principal) => new()
    {
        Subject = Guid.TryParse(principal.FindFirstValue("sub"), out var subject) ? subject : Guid.Empty,
        RiderId = Guid.TryParse(principal.FindFirstValue("rider"), out var rider) ? rider : null,
        IsSystem = principal.HasClaim(SystemClaim, SystemValue),
        Grants = [.. principal.FindAll("grants").Select(c => Grant.Parse(c.Value)).OfType<Grant>()],
    };

    private static Expression Covers(Grant grant, Expression region, Expression owner)
    {
        Expression inRegion = grant.Region.Length == 0
            ? Expression.Constant(true)
            : Expression.Call(region, nameof(string.StartsWith), null, Parameter(grant.Region));
        return grant.Organisation is null
            ? inRegion
            : Expression.AndAlso(inRegion, Expression.Equal(owner, Parameter(grant.Organisation)));
    }

    /// <summary>
    /// A value behind a field, as a closure has it: EF Core sends it as a parameter, so that one plan serves all
    /// callers.
    /// </summary>
    private static MemberExpression Parameter<T>(T value) =>
        Expression.Property(Expression.Constant(new Captured<T>(value)), nameof(Captured<>.Value));

    private sealed record Captured<T>(T Value);

    private sealed class Replace(Expression from, Expression to) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
    }
}
