using System.Xml;
using System.Xml.Linq;
using RiderPlatform.Grievances.Domain.Warnings;

namespace RiderPlatform.Grievances.Warnings.Cap;

/// <summary>
/// Reads a message of the Common Alerting Protocol 1.2 as strictly as its schema and the prose beside it say. What
/// comes in is a stranger's XML: no document type, no entity of its own, nothing fetched, and a bound on its size.
/// </summary>
public static class CapReader
{
    public const string MediaType = "application/cap+xml";

    /// <summary>Messages of the national centre have some 10 kB; with polygons of counties a few hundred.</summary>
    public const int MaxBytes = 1024 * 1024;

    internal static readonly XNamespace Cap = "urn:oasis:names:tc:emergency:cap:1.2";

    /// <summary>The message, or what is wrong with it.</summary>
    public static (CapMessage? Message, IReadOnlyList<CapFault> Faults) Read(byte[] xml)
    {
        XElement root;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml, writable: false), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxBytes,
                IgnoreComments = true, IgnoreProcessingInstructions = true,
            });
            root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException)
        {
            var at = e as XmlException;
            return (null, [new("", at?.LineNumber ?? 0, at?.LinePosition ?? 0,
                "不是格式正确的 XML，或含文档类型声明（DTD）。", $"No well-formed XML, or it has a document type. {e.Message}")]);
        }

        var faults = CapChecks.Of(root);
        return faults.Count > 0 ? (null, faults) : (Of(root), []);
    }

    internal static string? Text(XElement element, string name) => element.Element(Cap + name)?.Value.Trim();

    private static CapMessage Of(XElement root)
    {
        var sent = CapValues.MomentOf(Text(root, "sent")!)!.Value;
        var infos = root.Elements(Cap + "info").ToList();
        var language = infos.Select(LanguageOf).OrderByDescending(IsChinese).FirstOrDefault();
        return new CapMessage(
            new(Text(root, "sender")!, Text(root, "identifier")!, sent), Text(root, "status")!,
            Text(root, "msgType")!, Text(root, "scope")!,
            Text(root, "references") is { Length: > 0 } references ? CapValues.ReferencesOf(references)! : [],
            [.. infos.Where(i => LanguageOf(i) == language).Select(i => PartOf(i, sent))]);
    }

    /// <summary>
    /// Several <c>info</c> blocks in one language are several things; in several they are translations.
    /// </summary>
    private static string LanguageOf(XElement info) => Text(info, "language") ?? "en-US";

    private static bool IsChinese(string language) =>
        language.Equals("zh", StringComparison.OrdinalIgnoreCase)
            || language.StartsWith("zh-", StringComparison.OrdinalIgnoreCase);

    private static WarningPart PartOf(XElement info, DateTimeOffset sent)
    {
        DateTimeOffset? Moment(string name) => Text(info, name) is { } text ? CapValues.MomentOf(text) : null;
        var from = Moment("onset") ?? Moment("effective") ?? sent;
        var codes = info.Elements(Cap + "parameter").Concat(info.Elements(Cap + "eventCode"))
            .Select(p => Text(p, "value")!);
        return new WarningPart(
            Text(info, "event")!, Text(info, "headline"), Text(info, "description"), Text(info, "instruction"),
            Text(info, "senderName"), Text(info, "urgency")!, Text(info, "severity")!, Text(info, "certainty")!,
            WarningLevels.Of(codes, Text(info, "headline"), Text(info, "severity")!), from,
            Moment("expires") ?? from + WarningPart.WithoutExpiry, [.. info.Elements(Cap + "area").Select(AreaOf)]);
    }

    private static WarningArea AreaOf(XElement area) => new(
        Text(area, "areaDesc")!,
        [.. area.Elements(Cap + "polygon").Select(p => CapValues.PolygonOf(p.Value.Trim())!)],
        [.. area.Elements(Cap + "circle").Select(c => CapValues.CircleOf(c.Value.Trim())!.Value)
            .Select(c => new WarningCircle(c.Longitude, c.Latitude, c.Radius))],
        [.. area.Elements(Cap + "geocode").Select(g => RegionCodes.Of(Text(g, "valueName")!, Text(g, "value")!))
            .OfType<string>()]);
}
