using System.Text.Json;

namespace RiderPlatform.Console.Live;

/// <summary>
/// That something happened to a case, and whom it may concern: no more than ids, so that what a page shows of it is
/// always asked of the service, with the visitor's own token.
/// </summary>
/// <param name="Kind">Wire name of the fact: <c>case-accepted.v1</c>.</param>
public sealed record LiveFact(long Number, string Kind, Guid CaseId, string Region, Guid? Unit, Guid? Rider)
{
    /// <summary>The facts of a case's life.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "clue-reported.v1", "case-registered.v1", "case-dispatched.v1", "case-accepted.v1", "case-returned.v1",
        "case-resolved.v1", "case-moved.v1", "case-called-back.v1", "case-reopened.v1", "case-closed.v1",
    ];

    public bool IsLook => Kind.Length == 0;

    /// <summary>Not a fact: from here on nothing is missed, and what came before may have been.</summary>
    public static LiveFact LookAgain(long number) => new(number, "", Guid.Empty, "", null, null);

    /// <summary>Null for what is no such fact.</summary>
    public static LiveFact? Read(long number, string kind, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        Guid? caseId = null, unit = null, rider = null;
        string? region = null;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            var name = reader.GetString();
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                continue;
            }

            switch (name)
            {
                case "caseId": caseId = GuidOf(ref reader); break;
                case "unitId": unit = GuidOf(ref reader); break;
                case "riderId": rider = GuidOf(ref reader); break;
                case "regionCode": region = reader.GetString(); break;
            }
        }

        return caseId is { } id && region is not null ? new LiveFact(number, kind, id, region, unit, rider) : null;
    }

    private static Guid? GuidOf(ref Utf8JsonReader reader) => reader.TryGetGuid(out var id) ? id : null;
}
