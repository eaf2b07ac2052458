using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;

namespace RiderPlatform.Grievances.Open311.Wire;

/// <summary>A document in the form that was asked for, UTF-8, with the headers that the specification writes.</summary>
internal sealed class WireAnswer(Node root, int status = StatusCodes.Status200OK) : IResult
{
    private static readonly XmlWriterSettings Xml = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true,
        NewLineHandling = NewLineHandling.None,
    };

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var format = WireFormats.Of(httpContext.Request);
        var body = format == WireFormat.Json ? ToJson() : ToXml();
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = $"{(format == WireFormat.Json ? "application/json" : "text/xml")}; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.Vary = "Accept";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }

    internal byte[] ToXml()
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Xml))
        {
            writer.WriteStartDocument();
            Write(writer, root);
        }

        return stream.ToArray();
    }

    internal byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            Write(writer, root.Value);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(XmlWriter writer, Node node)
    {
        writer.WriteStartElement(node.Name);
        foreach (var child in node.Value switch { Node.Fields f => f.All, Node.Items i => i.All, _ => [] })
        {
            Write(writer, child);
        }

        if (TextOf(node.Value) is { Length: > 0 } text)
        {
            writer.WriteString(text);
        }

        writer.WriteEndElement();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case Node.Items items:
                writer.WriteStartArray();
                foreach (var item in items.All)
                {
                    Write(writer, item.Value);
                }

                writer.WriteEndArray();
                break;
            case Node.Fields fields:
                writer.WriteStartObject();
                foreach (var field in fields.All)
                {
                    writer.WritePropertyName(field.Name);
                    Write(writer, field.Value);
                }

                writer.WriteEndObject();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            default:
                WriteText(writer, TextOf(value));
                break;
        }
    }

    /// <summary>An empty element is nothing: null.</summary>
    private static void WriteText(Utf8JsonWriter writer, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private static string? TextOf(object? value) => value switch
    {
        string text => Storable(text),
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        DateTimeOffset moment => W3Dates.Text(moment),
        _ => null,
    };

    /// <summary>
    /// What XML 1.0 cannot hold, such as U+FFFF, is shown as a replacement character and never an error.
    /// </summary>
    private static string Storable(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            var runes = text.EnumerateRunes().Select(r =>
                r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? Rune.ReplacementChar : r);
            return string.Concat(runes);
        }
    }
}
