using Tender.Sealing;

namespace Tender.Cli;

/// <summary>What people read when a file or message breaks a rule of SBID1.</summary>
internal static class SealingWords
{
    private static readonly Dictionary<SealingError, Words> Catalogue = new()
    {
        [SealingError.Truncated] = new("文件不完整：内容在中途结束。", "The file is incomplete: it ends too early."),
        [SealingError.TrailingBytes] = new("数据末尾有多余的字节。", "There are bytes after the end."),
        [SealingError.Magic] = new("这不是封存的投标文件（*.sbid）。", "This is not a sealed bid (*.sbid)."),
        [SealingError.Version] = new(
            "文件的版本本程序不认识，请更新程序。",
            "A version that this program does not know; please update."
        ),
        [SealingError.Flags] = new(
            "文件带有本程序不支持的标志。",
            "The file has a flag that this program does not support."
        ),
        [SealingError.Suite] = new("文件使用了另一套密码算法。", "The file uses another cryptographic suite."),
        [SealingError.StanzaKind] = new(
            "文件使用了不支持的密钥封装方式。",
            "The file uses a key wrapping that is not supported."
        ),
        [SealingError.PayloadParameters] = new(
            "文件头中的加密参数不对。",
            "The encryption parameters in the header are wrong."
        ),
        [SealingError.HeaderLength] = new("文件头的长度不对。", "The length of the header is wrong."),
        [SealingError.FileLength] = new("文件长度与文件头所写不符。", "The file is not as long as its header says."),
        [SealingError.Point] = new("数据中有无效的曲线点。", "A curve point is invalid."),
        [SealingError.Scalar] = new("数据中有无效的标量。", "A scalar is invalid."),
        [SealingError.Label] = new(
            "标签证明不成立：这个临时密钥不是为这份文件头做的。",
            "The label proof does not hold: the ephemeral key was not made for this header."
        ),
        [SealingError.Wrap] = new(
            "密钥封装打不开：密钥集不对，或文件被改动。",
            "The wrapped key does not open: wrong key set, or the file was altered."
        ),
        [SealingError.PayloadHeader] = new(
            "密钥与文件不符：密钥文件不是这份投标文件的，或文件头被改动。",
            "The key does not fit: another bid's key file, or the header was altered."
        ),
        [SealingError.SegmentWord] = new(
            "有一段的长度字不对，文件被改动或损坏。",
            "A segment's length word is wrong: altered or damaged."
        ),
        [SealingError.SegmentTag] = new(
            "有一段未通过校验，文件被改动或损坏。",
            "A segment fails its check: altered or damaged."
        ),
        [SealingError.Unfinished] = new("有一个部分缺少最后一段。", "A part lacks its last segment."),
        [SealingError.ContentLength] = new(
            "内容长度与所写不符；封存时源文件可能被改动。",
            "The content is not as long as said; a source file may have changed meanwhile."
        ),
        [SealingError.Padding] = new("填充不是零。", "The padding is not zero."),
        [SealingError.Root] = new("文件与记录的校验根不一致。", "The file does not give the recorded root."),
        [SealingError.OtherTender] = new("文件属于另一个标段。", "The file belongs to another tender."),
        [SealingError.Password] = new("口令不对，或密钥文件被改动。", "Wrong password, or the key file was altered."),
        [SealingError.Envelope] = new("签名消息的格式不对。", "The signed message cannot be read."),
        [SealingError.Signature] = new("签名或证明不成立。", "A signature or proof does not hold."),
        [SealingError.Count] = new(
            "密钥集的人数或门限不合规定。",
            "The key set's threshold or number of seats breaks the rules."
        ),
        [SealingError.Seat] = new("密钥集中的席位重复或无效。", "A seat of the key set is doubled or invalid."),
    };

    private static readonly Words Other = new("内容不符合格式规定。", "The content breaks a rule of its format.");

    public static Words Of(SealingError kind) => Catalogue.GetValueOrDefault(kind, Other);
}
