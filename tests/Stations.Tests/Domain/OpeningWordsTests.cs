using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Domain;

public sealed class OpeningWordsTests
{
    /// <summary>A Wednesday.</summary>
    private static readonly DateTimeOffset Noon = new(2026, 5, 13, 12, 0, 0, OpeningHours.Shanghai);

    [Theory]
    [InlineData("24/7", "24 小时开放", "Open around the clock")]
    [InlineData("Mo-Su 08:00-22:00", "开放中，22:00 关门", "Open until 22:00")]
    [InlineData("Mo-Su 06:30-02:00", "开放中，明天 02:00 关门", "Open until 02:00 tomorrow")]
    [InlineData("Mo-Su 10:00-11:00,16:30-21:00", "未开放，16:30 开门", "Closed, opens 16:30")]
    [InlineData("Mo-Su 08:00-10:00", "未开放，明天 08:00 开门", "Closed, opens 08:00 tomorrow")]
    [InlineData("Sa 09:00-12:00", "未开放，5 月 16 日 09:00 开门", "Closed, opens 09:00 on 2026-05-16")]
    [InlineData("Mo-Su off", "暂停开放", "Closed for now")]
    public void Words_SayWhetherItIsOpen_AndWhenThatChanges(string hours, string zh, string en)
    {
        var state = OpeningHours.Parse(hours, out _)!.At(Noon, PublicHolidays.Announced);
        Assert.Equal((zh, en), OpeningWords.Of(state, Noon.ToUniversalTime()));
    }

    [Theory]
    [InlineData("换电柜 Battery cabinet", "换电柜", "Battery cabinet")]
    [InlineData("无线网络 Wi-Fi", "无线网络", "Wi-Fi")]
    [InlineData("共享洗衣", "共享洗衣", "共享洗衣")]
    [InlineData("爱心 套餐 Meal", "爱心 套餐", "Meal")]
    [InlineData("Cold drinks", "Cold drinks", "Cold drinks")]
    [InlineData("微波炉 ", "微波炉 ", "微波炉 ")]
    public void ServiceName_HasTwoLanguages_WhereBothAreWritten(string name, string zh, string en) =>
        Assert.Equal((zh, en), Offering.Words(name));

    [Fact]
    public void Pseudonym_IsTheSameAtAStation_AndAnotherElsewhere()
    {
        var (here, there, rider) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.Equal(RiderPseudonym.Of(here, rider), RiderPseudonym.Of(here, rider));
        var others = Enumerable.Range(0, 50).Select(_ => RiderPseudonym.Of(Guid.CreateVersion7(), rider)).Distinct();
        Assert.True(others.Count() > 45, $"{RiderPseudonym.Of(there, rider)} is nearly the same everywhere");
    }
}
