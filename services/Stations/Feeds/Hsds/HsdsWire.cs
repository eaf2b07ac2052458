using System.Text.Json.Serialization;

namespace RiderPlatform.Stations.Feeds.Hsds;

/// <summary>What <c>/</c> answers: the version and where it is described.</summary>
public sealed record HsdsApi(
    string Version, string Profile, [property: JsonPropertyName("openapi_url")] string OpenapiUrl);

/// <summary>A page, as Open Referral's HSDS 3.0 has it.</summary>
/// <param name="Size">How many are on this page.</param>
public sealed record HsdsPage<T>(
    [property: JsonPropertyName("total_items")] int TotalItems,
    [property: JsonPropertyName("total_pages")] int TotalPages,
    [property: JsonPropertyName("page_number")] int PageNumber,
    int Size,
    [property: JsonPropertyName("first_page")] bool FirstPage,
    [property: JsonPropertyName("last_page")] bool LastPage,
    bool Empty,
    IReadOnlyList<T> Contents);

public sealed record HsdsOrganization(Guid Id, string Name, string Description);

/// <summary>
/// One service of one station. The lists are left out of pages unless <c>full=true</c>, as the specification has it.
/// </summary>
/// <param name="Status">Always <c>active</c>: what is not available is not listed.</param>
/// <param name="FeesDescription">In words; <paramref name="CostOptions"/> has the figure.</param>
public sealed record HsdsService(
    Guid Id,
    string Name,
    [property: JsonPropertyName("alternate_name")] string AlternateName,
    string Description,
    string Status,
    [property: JsonPropertyName("fees_description")] string FeesDescription,
    HsdsOrganization Organization,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<HsdsSchedule>? Schedules,
    [property: JsonPropertyName("service_at_locations"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<HsdsServiceAtLocation>? ServiceAtLocations,
    [property: JsonPropertyName("cost_options"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<HsdsCostOption>? CostOptions);

/// <param name="Timezone">Hours from UTC.</param>
/// <param name="Description">The hours in words, exceptional dates included.</param>
/// <param name="Notes">The same as OSM <c>opening_hours</c>, which says more than RRULEs can: public holidays.</param>
public sealed record HsdsSchedule(Guid Id, int Timezone, string Description, string Notes);

/// <param name="Amount">Yuan.</param>
public sealed record HsdsCostOption(Guid Id, string Currency, decimal Amount);

public sealed record HsdsServiceAtLocation(Guid Id, HsdsLocation Location);

/// <param name="Latitude">Degrees, WGS-84.</param>
/// <param name="Longitude">Degrees, WGS-84.</param>
public sealed record HsdsLocation(
    Guid Id,
    [property: JsonPropertyName("location_type")] string LocationType,
    string Name, double Latitude, double Longitude, IReadOnlyList<HsdsAddress> Addresses);

/// <param name="City">Its code where the directory has not told the name.</param>
/// <param name="PostalCode">Empty: the register has none, and the specification wants the field.</param>
public sealed record HsdsAddress(
    Guid Id,
    [property: JsonPropertyName("address_1")] string Address1,
    string City,
    [property: JsonPropertyName("state_province")] string StateProvince,
    [property: JsonPropertyName("postal_code")] string PostalCode,
    string Country,
    [property: JsonPropertyName("address_type")] string AddressType);
