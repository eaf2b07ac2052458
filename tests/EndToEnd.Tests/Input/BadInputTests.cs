using System.Text.RegularExpressions;

namespace RiderPlatform.EndToEnd.Tests.Input;

/// <summary>
/// Each bad request gets problem details that say what is wrong, in both languages, and changes nothing.
/// </summary>
[Collection(Platform.Name)]
public sealed partial class BadInputTests(Platform platform, BadInputTests.Aim aim) : IClassFixture<BadInputTests.Aim>
{
    public static TheoryData<string> Clues => [.. BadClues.Rows.Keys];

    public static TheoryData<string> Actions => [.. BadActions.Rows.Keys];

    [Theory]
    [MemberData(nameof(Clues))]
    public Task Report_WhenBad_IsRefusedAndChangesNothing(string row) => IsRefusedAsync(BadClues.Rows[row]);

    [Theory]
    [MemberData(nameof(Actions))]
    public Task Action_WhenBad_IsRefusedAndChangesNothing(string row) => IsRefusedAsync(BadActions.Rows[row]);

    private async Task IsRefusedAsync(BadRequest bad)
    {
        var target = await aim.AtAsync(platform);
        var sender = (await platform.AsAsync(bad.User)).With(Target.Patience);
        var before = await target.PictureAsync();
        var answer =
            await sender.Caller.SendAsync(bad.Method, target.Name(bad.Path), () => bad.Content(target.Name), bad.Key);
        Assert.True(bad.Statuses.Contains(answer.Status), $"wanted {string.Join(" or ", bad.Statuses)}: {answer}");
        Assert.Matches("^/problems/[A-Z][A-Za-z]+$", answer.Problem.Type);
        Assert.Matches(ChineseThenEnglish(), answer.Problem.Detail);
        Assert.Equal(answer.Status, answer.Problem.Status);
        Assert.Equal(before, await target.PictureAsync());
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}.*[A-Za-z]{2}")]
    private static partial Regex ChineseThenEnglish();

    /// <summary>One target for all rows.</summary>
    public sealed class Aim
    {
        private Task<Target>? _target;

        public Task<Target> AtAsync(Platform platform) => _target ??= Target.PrepareAsync(platform);
    }
}
