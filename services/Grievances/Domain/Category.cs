namespace RiderPlatform.Grievances.Domain;

/// <summary>What a case is about. The severity decides the lane, and in Points the award.</summary>
/// <param name="Code">Lower-case words with points between, most general first: <c>road.manhole</c>.</param>
/// <param name="Public">Hazards of this category may stand on the public map, without text or photo.</param>
public sealed record Category(string Code, string NameZh, string NameEn, Severity Severity, bool Public = false);
