using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Regions;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Demo;

/// <summary>The organisation trees of Chengdu and Leshan with their duties, once.</summary>
internal sealed class DemoCity(OrganisationsDb db, TimeProvider time) : ISeed
{
    private const int CityPriority = 20;
    private const int CountyPriority = 10;
    private const int DefaultOwnerPriority = 100;
    private readonly List<Organisation> _organisations = [];
    private readonly List<Duty> _duties = [];

    public async Task SeedAsync(CancellationToken ct)
    {
        var first = StableId.Of(DemoNames.Committee(DemoNames.Cities[0]));
        if (await db.Organisations.AnyAsync(o => o.Id == first, ct))
        {
            return;
        }

        foreach (var city in DemoNames.Cities)
        {
            await PlanCityAsync(city, ct);
        }

        await db.InTransactionAsync(async () =>
        {
            db.AddRange(_organisations);
            db.AddRange(_duties);
            await db.SaveChangesAsync(ct);
            var facts = _organisations.Select(o => OutboxRow.Of(o.Fact(), o.Id.ToString(), o.Version))
                .Concat(_duties.Select(d => OutboxRow.Of(d.Fact(), d.Id.ToString(), d.Version)));
            await OutboxCopy.WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), facts, ct);
            return true;
        }, ct);
        db.ChangeTracker.Clear();
    }

    private async Task PlanCityAsync(string city, CancellationToken ct)
    {
        var regions = await db.Regions.AsNoTracking().Where(r => r.Code.StartsWith(city) && r.Code.Length <= 9)
            .OrderBy(r => r.Code).ToListAsync(ct);
        foreach (var region in regions.Where(r => r.Code.Length <= 6))
        {
            var isCity = region.Code.Length == 4;
            var committee = Add(
                DemoNames.Committee(region.Code), isCity ? null : StableId.Of(DemoNames.Committee(city)),
                isCity ? OrganisationKind.WorkCommittee : OrganisationKind.IndustryCommittee,
                isCity ? $"{region.Name}两新工委" : $"{region.Name}新就业群体行业党委", region.Code);
            Give(committee, "*", DefaultOwnerPriority);
            PlanBodies(region, committee, isCity);
        }

        Add(DemoNames.Institute(city), StableId.Of(DemoNames.Committee(city)), OrganisationKind.Department,
            $"{regions[0].Name}食品检验研究院", city);
        foreach (var platform in DemoNames.Platforms)
        {
            Add(DemoNames.Platform(city, platform.Slug), StableId.Of(DemoNames.Committee(city)),
                OrganisationKind.PlatformCompany, $"{regions[0].Name}{platform.Name}", city);
        }

        foreach (var street in regions.Where(r => r.Code.Length == 9))
        {
            Add(DemoNames.Station(street.Code), StableId.Of(DemoNames.Committee(street.ParentCode)),
                OrganisationKind.GuidanceStation, $"{street.Name}党建指导站", street.Code);
        }
    }

    private void PlanBodies(Region region, Organisation committee, bool isCity)
    {
        foreach (var department in DemoNames.Departments)
        {
            var made = Add(
                DemoNames.Department(region.Code, department.Slug), committee.Id, OrganisationKind.Department,
                region.Name + (isCity ? department.City : department.County), region.Code);
            foreach (var category in department.Categories)
            {
                Give(made, category, isCity ? CityPriority : CountyPriority);
            }
        }

        foreach (var mass in DemoNames.MassOrganisations)
        {
            Add(DemoNames.MassOrganisation(region.Code, mass.Slug), committee.Id, OrganisationKind.MassOrganisation,
                $"{mass.Before}{region.Name}{mass.After}", region.Code);
        }
    }

    private Organisation Add(string idName, Guid? parent, OrganisationKind kind, string name, string region)
    {
        var made = new Organisation
        {
            Id = StableId.Of(idName),
            ParentId = parent,
            Kind = kind,
            Name = name,
            RegionCode = region,
            ChangedAt = time.GetUtcNow(),
        };
        _organisations.Add(made);
        return made;
    }

    private void Give(Organisation organisation, string category, int priority) => _duties.Add(new Duty
    {
        Id = StableId.Of($"duty/{organisation.Id}/{category}/{organisation.RegionCode}"),
        OrganisationId = organisation.Id,
        Category = category,
        RegionCode = organisation.RegionCode,
        Priority = priority,
        ChangedAt = time.GetUtcNow(),
    });
}
