using static Tender.Sample.Authorities.SigningKey;

namespace Tender.Sample.Cast;

/// <summary>Everybody who plays in the sample. All are invented; the codes only have correct check digits.</summary>
public static class SampleCast
{
    public static SampleOrganisation Tenderee { get; } =
        new("tenderee", "12330100MA2000019T", "杭州市城市建设服务中心", "王建", EcdsaP256);

    public static SampleOrganisation Agent { get; } =
        new("agent", "91330100MA2013581X", "浙江明正招标代理有限公司", "李敏", EcdsaP256);

    public static IReadOnlyList<SampleOrganisation> Bidders { get; } =
    [
        new("bidder-1", "91330106MA20271585", "杭州青石建设有限公司", "陈青", EcdsaP256),
        new("bidder-2", "91320500MA2040723B", "苏州长桥市政工程有限公司", "周桥", EcdsaP256),
        new("bidder-3", "91310115MA20542950", "上海云杉建筑科技有限公司", "吴杉", EcdsaP256),
        new("bidder-4", "91440300MA2067862Q", "深圳海岳工程有限公司", "黄岳", Rsa2048),
        new("bidder-5", "91510100MA2081437J", "成都锦川建设有限公司", "蒋川", Rsa2048),
    ];

    public static SampleOrganisation Supervisor { get; } =
        new("supervisor", "11330000MA2095003Y", "浙江省公共资源交易监督办公室", "赵清", EcdsaP256);

    /// <summary>Three organisations that have nothing to do with each other, with the platform or with a bidder (SBID1 9.1).</summary>
    public static IReadOnlyList<SampleOrganisation> Seats { get; } =
    [
        new("seat-1", "11330100MA21085727", "杭州市公共资源监管信息中心", "孙正", EcdsaP256),
        new("seat-2", "12330102MA2122147T", "杭州市钱塘公证处", "钱宁", Rsa2048),
        new("seat-3", "91110105MA21492864", "北京天平电子认证有限公司", "曹平", EcdsaP256),
    ];

    /// <summary>Runs the vault.</summary>
    public static SampleOrganisation Vault { get; } =
        new("vault", "91110108MA2135714R", "北京衡信数据保管有限公司", "何信", EcdsaP256);

    /// <summary>Runs the trading site; registers tenders with the vault.</summary>
    public static SampleOrganisation Trading { get; } =
        new("trading", "12330100MA21628513", "杭州市公共资源交易中心", "徐明", EcdsaP256);

    /// <summary>All of them, each with a certificate.</summary>
    public static IReadOnlyList<SampleOrganisation> All { get; } =
    [Tenderee, Agent, .. Bidders, Supervisor, .. Seats, Vault, Trading];
}
