using System.Xml;
using System.Xml.Linq;

namespace RiderPlatform.Grievances.Warnings.Cap;

/// <summary>Everything that is wrong with a document, each with the path and the place of its element.</summary>
internal sealed class CapChecks
{
    private const int MostFaults = 50;
    private static readonly XNamespace Signature = "http://www.w3.org/2000/09/xmldsig#";
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private readonly List<CapFault> _faults = [];

    public static IReadOnlyList<CapFault> Of(XElement root)
    {
        var checks = new CapChecks();
        if (root.Name != CapReader.Cap + "alert")
        {
            checks.Add(root, root.Name.LocalName, "根元素须为 CAP 1.2 的 alert（命名空间 urn:oasis:names:tc:emergency:cap:1.2）。",
                "The root is alert in the namespace urn:oasis:names:tc:emergency:cap:1.2.");
            return checks._faults;
        }

        checks.Walk(root, CapForm.Alert.Parts!, "alert");
        if (checks._faults.Count == 0)
        {
            checks.Whole(root);
        }

        return checks._faults;
    }

    private void Walk(XElement element, CapForm[] form, string path)
    {
        NoAttributes(element, path);
        if (element.Nodes().OfType<XText>().Any(t => !string.IsNullOrWhiteSpace(t.Value)))
        {
            Add(element, path, "此处不能有文字。", "No text stands here.");
        }

        var (at, counts) = (0, new int[form.Length]);
        foreach (var child in element.Elements())
        {
            // The schema lets a signature follow at the end of the alert; it is kept with the original, not checked.
            if (child.Name.Namespace == Signature && path == "alert" && !child.ElementsAfterSelf(CapReader.Cap + "info")
                .Any())
            {
                continue;
            }

            var index = child.Name.Namespace == CapReader.Cap
                ? Array.FindIndex(form, f => f.Name == child.Name.LocalName) : -1;
            if (index < 0)
            {
                Add(child, $"{path}/{child.Name.LocalName}", "此处不能有这个元素。", "This element does not stand here.");
                continue;
            }

            var (one, count) = (form[index], ++counts[index]);
            var place = one.Most == 1 ? $"{path}/{one.Name}" : $"{path}/{one.Name}[{count}]";
            if (index < at)
            {
                Add(child, place, "顺序不对。", "It stands out of order.");
            }

            at = Math.Max(at, index);
            if (count > one.Most)
            {
                Add(child, place, $"最多 {one.Most} 个。", $"At most {one.Most}.");
            }

            Inside(child, one, place);
        }

        foreach (var (one, count) in form.Zip(counts).Where(f => f.Second < f.First.Least))
        {
            Add(element, $"{path}/{one.Name}", "缺少此元素。", "This element is missing.");
        }
    }

    private void Inside(XElement child, CapForm one, string place)
    {
        if (one.Parts is { } parts)
        {
            Walk(child, parts, place);
            return;
        }

        NoAttributes(child, place);
        if (child.HasElements)
        {
            Add(child, place, "此处只能有文字。", "Only text stands here.");
        }
        else if (one.Value!(child.Value.Trim()) is { } wrong)
        {
            Add(child, place, wrong.Zh, wrong.En);
        }
    }

    /// <summary>What one element demands of another.</summary>
    private void Whole(XElement root)
    {
        void Needs(bool needed, string name, string zh, string en)
        {
            if (needed && CapReader.Text(root, name) is not { Length: > 0 })
            {
                Add(root, $"alert/{name}", zh, en);
            }
        }

        var (type, scope) = (CapReader.Text(root, "msgType")!, CapReader.Text(root, "scope")!);
        Needs(type != "Alert", "references", $"msgType 为 {type} 时必须引用原消息。", $"{type} must refer to a message.");
        Needs(scope == "Restricted", "restriction", "scope 为 Restricted 时必填。",
            "Required where the scope is Restricted.");
        Needs(scope == "Private", "addresses", "scope 为 Private 时必填。", "Required where the scope is Private.");
        foreach (var ceiling in root.Descendants(CapReader.Cap + "ceiling"))
        {
            if (ceiling.Parent!.Element(CapReader.Cap + "altitude") is null)
            {
                Add(ceiling, "alert/info/area/ceiling", "ceiling 须与 altitude 同用。", "It needs an altitude.");
            }
        }
    }

    private void NoAttributes(XElement element, string path)
    {
        if (element.Attributes().Any(a => !a.IsNamespaceDeclaration && a.Name.Namespace != Instance))
        {
            Add(element, path, "CAP 元素没有属性。", "CAP elements have no attributes.");
        }
    }

    private void Add(XElement at, string path, string zh, string en)
    {
        if (_faults.Count < MostFaults)
        {
            var info = (IXmlLineInfo)at;
            _faults.Add(new(path, info.LineNumber, info.LinePosition, zh, en));
        }
    }
}
