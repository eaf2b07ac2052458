using System.Text.Json.Nodes;

namespace RiderPlatform.ServiceDefaults.OpenApi;

/// <summary>
/// What a field of this name looks like, so that every operation has a plausible example without anybody writing one. A
/// service adds or replaces words by <c>Configure&lt;ExampleWords&gt;(w =&gt; w["code"] = "7K3M9QXP")</c>.
/// </summary>
public sealed class ExampleWords
{
    private readonly Dictionary<string, JsonNode> _words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["actorRole"] = "handler",
        ["address"] = "成都市锦江区春熙路 1 号",
        ["category"] = "road.manhole",
        ["categoryName"] = "井盖缺失",
        ["clientId"] = "agency-demo",
        ["closureReason"] = "设备检修",
        ["code"] = "510104",
        ["comment"] = "处理很快",
        ["crs"] = "wgs84",
        ["detail"] = "请核对编号。 Check the id.",
        ["displayName"] = "锦江区坐席",
        ["distanceMetres"] = 312.5,
        ["height"] = 1200,
        ["href"] = "/api/v1/cases/0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11/photos/0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c12",
        ["latitude"] = 30.6574,
        ["level"] = 3,
        ["locatedBy"] = "Boundary",
        ["longitude"] = 104.0810,
        ["name"] = "春熙路街道骑手服务站",
        ["nameEn"] = "Phone charging",
        ["nameZh"] = "手机充电",
        ["note"] = "已现场处理",
        ["number"] = "C20260131-000042",
        ["openingHours"] = "Mo-Su 08:00-22:00",
        ["pageSize"] = 20,
        ["parentCode"] = "5101",
        ["password"] = "correct-horse-battery",
        ["phone"] = "13800138000",
        ["priority"] = 10,
        ["purpose"] = "Report",
        ["rating"] = 5,
        ["reason"] = "不属于本单位职责",
        ["redirectUris"] = "http://127.0.0.1:8400/callback",
        ["region"] = "510104",
        ["regionCandidates"] = "510104020",
        ["regionCode"] = "510104020",
        ["regionName"] = "春熙路街道",
        ["role"] = "handler",
        ["secret"] = "one-time-secret",
        ["status"] = "Dispatched",
        ["text"] = "路口井盖缺失，夜间危险。",
        ["unit"] = "points",
        ["userName"] = "handler.jinjiang",
        ["validFrom"] = "2026-01-01",
        ["width"] = 1600,
    };

    /// <param name="name">The field's name in JSON.</param>
    public JsonNode this[string name]
    {
        set => _words[name] = value;
    }

    internal JsonNode? Find(string name) => _words.TryGetValue(name, out var word) ? word.DeepClone() : null;
}
