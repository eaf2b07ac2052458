using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests.Crash;

/// <summary>How far a case is, as its client was told.</summary>
public enum Stage
{
    Nothing,
    Reported,
    Accepted,
    Resolved,
    CalledBack,
    Closed,
}

/// <summary>
/// One case from report to close, each step under a key that the client made: a step without an answer is sent again
/// unchanged. It remembers what it was told, and nothing else.
/// </summary>
/// <param name="marker">The case's text: by it the case is found whatever its client was told.</param>
public sealed class CaseLife(string marker, PlatformClient rider)
{
    private CaseView? _case;
    private bool _isUnknown;
    private Stage _acknowledged;

    /// <summary>What its client was told.</summary>
    public Told Told => new(marker, _case?.Id, _acknowledged);

    /// <summary>How many steps had once been unknown and were then acknowledged.</summary>
    public int Recovered { get; private set; }

    /// <summary>What a step was refused with, which no step of such a life should be.</summary>
    public string? Refused { get; private set; }

    /// <summary>
    /// Goes on as far as it can; stops at the first step without an answer within <paramref name="patience"/>.
    /// </summary>
    public async Task LiveAsync(Staff staff, Patience patience, Func<bool> goOn)
    {
        while (_acknowledged < Stage.Closed && Refused is null && goOn())
        {
            try
            {
                Take(await StepAsync(staff, patience));
            }
            catch (UnknownOutcomeException)
            {
                _isUnknown = true;
                return;
            }
        }
    }

    private void Take(Answer answer)
    {
        if (!answer.IsGood)
        {
            Refused = answer.ToString();
            return;
        }

        _case = answer.Read<CaseView>(answer.Status);
        _acknowledged++;
        Recovered += _isUnknown ? 1 : 0;
        _isUnknown = false;
    }

    private Task<Answer> StepAsync(Staff staff, Patience patience) => _acknowledged switch
    {
        Stage.Nothing => rider.With(patience).ReportClueAsync(City.Rubbish(marker), $"{marker}-report"),
        Stage.Reported => staff.Handler.With(patience).AcceptAsync(_case!.Id, _case.Version, $"{marker}-accept"),
        Stage.Accepted =>
            staff.Handler.With(patience).ResolveAsync(_case!.Id, _case.Version, "已清理", $"{marker}-resolve"),
        Stage.Resolved => rider.With(patience).CallBackAsync(_case!.Id, _case.Version, true, $"{marker}-callback"),
        _ => staff.Dispatcher.With(patience).CloseAsync(_case!.Id, _case.Version, "Solved", $"{marker}-close"),
    };
}
