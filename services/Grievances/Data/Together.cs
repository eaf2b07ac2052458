using System.Threading.Channels;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// Asks the database for what arrives while it is being asked together, next time: who is alone does not wait, and
/// under load a round trip and a commit are shared by many. Each still has its own answer, and none its neighbour's
/// fault.
/// </summary>
/// <param name="order">
/// One order everywhere: two transactions that hold the same rows wait for each other, never in a circle.
/// </param>
/// <param name="ask">One statement, or one transaction; an answer for each, in the same order.</param>
internal sealed class Together<TWork, TAnswer>(
    IComparer<TWork> order, Func<IReadOnlyList<TWork>, Task<IReadOnlyList<TAnswer>>> ask)
{
    /// <summary>One asks while the other collects.</summary>
    private const int Askers = 2;
    private const int MostTogether = 64;

    /// <summary>Longer than a statement may take: whoever waits past it is answered 503 and tries again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>();

    public async Task<TAnswer> DoAsync(TWork work, CancellationToken ct)
    {
        var waiting = new Waiting(work);
        if (!_waiting.Writer.TryWrite(waiting))
        {
            throw new TimeoutException("The service is stopping.");
        }

        try
        {
            return await waiting.Answered.WaitAsync(Patience, ct);
        }
        catch
        {
            // Who gives up takes the work back, if nobody has it yet: it is not done for nobody.
            waiting.TryTake();
            throw;
        }
    }

    /// <summary>Ends when <see cref="Complete"/> was called and nothing waits any more.</summary>
    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, Askers).Select(_ => RunAskerAsync()));

    /// <summary>What waits is still done; nothing else is taken.</summary>
    public void Complete() => _waiting.Writer.TryComplete();

    private async Task RunAskerAsync()
    {
        var together = new List<Waiting>(MostTogether);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (together.Count < MostTogether && _waiting.Reader.TryRead(out var next))
            {
                if (next.TryTake())
                {
                    together.Add(next);
                }
            }

            together.Sort((a, b) => order.Compare(a.Work, b.Work));
            await AnswerAsync(together);
            together.Clear();
        }
    }

    private async Task AnswerAsync(IReadOnlyList<Waiting> together)
    {
        try
        {
            var answers = together.Count == 0 ? [] : await ask([.. together.Select(w => w.Work)]);
            foreach (var (waiting, answer) in together.Zip(answers))
            {
                waiting.Answer(answer);
            }
        }
        catch (Exception e) when (together.Count > 1 && !TransientFaults.IsTransient(e))
        {
            // One of them is at fault; each alone shows which.
            foreach (var waiting in together)
            {
                await AnswerAsync([waiting]);
            }
        }
        catch (Exception e)
        {
            foreach (var waiting in together)
            {
                waiting.Fail(e);
            }
        }
    }

    /// <summary>Work between its request and the database; whoever takes it first decides what becomes of it.</summary>
    private sealed class Waiting(TWork work)
    {
        private readonly TaskCompletionSource<TAnswer> _answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _taken;

        public TWork Work => work;

        public Task<TAnswer> Answered => _answer.Task;

        public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

        public void Answer(TAnswer answer) => _answer.TrySetResult(answer);

        public void Fail(Exception e) => _answer.TrySetException(e);
    }
}
