using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// Reads the cases that steps are decided about. Those that are asked for together come with one query, see
/// <see cref="Together{TWork, TAnswer}"/>: half a dozen steps make the life of each case.
/// </summary>
public sealed class CaseReader : BackgroundService
{
    private readonly Together<Guid, CaseRow?> _together;

    public CaseReader(IServiceScopeFactory scopes) => _together = new(Comparer<Guid>.Default, async ids =>
    {
        Guid[] asked = [.. ids];
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<GrievancesDb>().Cases.AsNoTracking().Prepared()
            .Where(c => asked.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        return [.. asked.Select(id => rows.GetValueOrDefault(id)?.Copy())];
    });

    /// <summary>As it stood at some moment after the call; nobody else has this row.</summary>
    public Task<CaseRow?> FindAsync(Guid id, CancellationToken ct) => _together.DoAsync(id, ct);

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _together.Complete();
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _together.RunAsync();
}
