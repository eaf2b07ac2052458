namespace RiderPlatform.Console.Api;

/// <summary>A value, or why there is none. A success without a body has neither.</summary>
public readonly record struct Answer<T>(T? Value, Problem? Problem)
{
    public bool Ok => Problem is null;
}

/// <summary>One page of a list, as every list of the API answers it.</summary>
/// <param name="TotalExceeded">There are more than <paramref name="Total"/>: the API counts no further.</param>
public sealed record Listed<T>(
    IReadOnlyList<T> Items, long Total, int PageNumber, int PageSize, bool TotalExceeded = false)
{
    public int PageCount => PageSize == 0 ? 0 : (int)((Total + PageSize - 1) / PageSize);
}
