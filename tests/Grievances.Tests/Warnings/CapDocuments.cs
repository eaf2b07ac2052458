using System.Globalization;
using System.Text;

namespace RiderPlatform.Grievances.Tests.Warnings;

/// <summary>CAP 1.2 messages in the form of the specification, as a Chinese weather service would issue them.</summary>
public static class CapDocuments
{
    public const string Head = """<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">""";
    public const string Jinjiang = """
        <area><areaDesc>成都市锦江区</areaDesc>
          <geocode><valueName>GB/T 2260</valueName><value>510104</value></geocode></area>
        """;

    /// <summary>Around Chunxi Road; CAP writes latitude first.</summary>
    public const string Around = """
        <area><areaDesc>春熙路一带</areaDesc>
          <polygon>30.64,104.06 30.64,104.10 30.68,104.10 30.68,104.06 30.64,104.06</polygon></area>
        """;

    public static string Time(DateTimeOffset moment) =>
        moment.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Info(
        DateTimeOffset? expires = null, string area = Jinjiang, string severity = "Severe",
        string headline = "成都市气象台发布暴雨橙色预警信号", DateTimeOffset? onset = null, string language = "zh-CN",
        string more = "") => $"""
        <info><language>{language}</language><category>Met</category><event>暴雨</event>
          <responseType>Prepare</responseType><urgency>Immediate</urgency><severity>{severity}</severity>
          <certainty>Observed</certainty>
          {(onset is { } o ? $"<onset>{Time(o)}</onset>" : "")}
          {(expires is { } e ? $"<expires>{Time(e)}</expires>" : "")}
          <senderName>成都市气象台</senderName><headline>{headline}</headline>
          <description>预计未来六小时累计雨量 50 毫米以上。</description>{more}{area}</info>
        """;

    public static byte[] Alert(
        string identifier, DateTimeOffset sent, string body, string msgType = "Alert", string status = "Actual",
        string? references = null) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        {Head}
          <identifier>{identifier}</identifier><sender>weather.chengdu.example</sender><sent>{Time(sent)}</sent>
          <status>{status}</status><msgType>{msgType}</msgType><scope>Public</scope>
          {(references is null ? "" : $"<references>{references}</references>")}{body}
        </alert>
        """);

    public static string Reference(string identifier, DateTimeOffset sent) =>
        $"weather.chengdu.example,{identifier},{Time(sent)}";

    /// <summary>
    /// The schema's corners: several codes, signature at the end, UTC as -00:00, two languages and two things in one,
    /// several areas with every kind of shape, a resource, and no <c>expires</c>.
    /// </summary>
    public const string Corners = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- as the specification allows it -->
        <cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">
          <cap:identifier>51010041600000_20261101080000</cap:identifier>
          <cap:sender>weather@chengdu.example</cap:sender>
          <cap:sent>2026-11-01T08:00:00-00:00</cap:sent>
          <cap:status>Actual</cap:status><cap:msgType>Alert</cap:msgType><cap:source>station 7</cap:source>
          <cap:scope>Private</cap:scope><cap:addresses>"a b" c</cap:addresses>
          <cap:code>one</cap:code><cap:code>two</cap:code><cap:note/><cap:incidents>i-1 "i 2"</cap:incidents>
          <cap:info><cap:category>Met</cap:category><cap:event>Rain</cap:event><cap:urgency>Future</cap:urgency>
            <cap:severity>Minor</cap:severity><cap:certainty>Possible</cap:certainty>
            <cap:area><cap:areaDesc>nowhere</cap:areaDesc></cap:area></cap:info>
          <cap:info><cap:language>zh-CN</cap:language>
            <cap:category>Met</cap:category><cap:category>Safety</cap:category>
            <cap:event>暴雨</cap:event><cap:responseType>Shelter</cap:responseType>
            <cap:responseType>Avoid</cap:responseType>
            <cap:urgency>Immediate</cap:urgency><cap:severity>Unknown</cap:severity>
            <cap:certainty>Likely</cap:certainty>
            <cap:audience>骑手</cap:audience>
            <cap:eventCode><cap:valueName>12379</cap:valueName><cap:value>11B03</cap:value></cap:eventCode>
            <cap:effective>2026-11-01T16:00:00+08:00</cap:effective><cap:onset>2026-11-01T17:00:00+08:00</cap:onset>
            <cap:senderName>成都市气象台</cap:senderName><cap:web>https://weather.example/1?a=b</cap:web>
            <cap:contact>12379</cap:contact>
            <cap:parameter><cap:valueName>awareness_level</cap:valueName>
              <cap:value>4; red; Extreme</cap:value></cap:parameter>
            <cap:resource><cap:resourceDesc>map</cap:resourceDesc><cap:mimeType>image/png</cap:mimeType>
              <cap:size>12</cap:size><cap:uri>map.png</cap:uri><cap:derefUri>aGVsbG8=</cap:derefUri></cap:resource>
            <cap:area><cap:areaDesc>成都全市</cap:areaDesc>
              <cap:geocode><cap:valueName>统计用区划代码</cap:valueName><cap:value>510100000000</cap:value></cap:geocode>
              <cap:geocode><cap:valueName>SAME</cap:valueName><cap:value>510104</cap:value></cap:geocode></cap:area>
            <cap:area><cap:areaDesc>两块</cap:areaDesc>
              <cap:polygon>30.0,104.0 30.0,104.5 30.5,104.5 30.0,104.0</cap:polygon>
              <cap:polygon>31.0,104.0 31.0,104.5 31.5,104.5 31.0,104.0</cap:polygon>
              <cap:circle>30.657,104.081 2.5</cap:circle><cap:altitude>0</cap:altitude><cap:ceiling>3000.5</cap:ceiling>
            </cap:area></cap:info>
          <cap:info><cap:language>zh-CN</cap:language><cap:category>Met</cap:category><cap:event>雷电</cap:event>
            <cap:urgency>Expected</cap:urgency><cap:severity>Moderate</cap:severity>
            <cap:certainty>Likely</cap:certainty>
          </cap:info>
          <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo Id="x"/></Signature>
        </cap:alert>
        """;
}
