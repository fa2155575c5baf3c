namespace Tender.Vault.Faults;

/// <summary>
/// Every refusal of the vault, with what a person reads. No text depends on another bidder, and foreign and missing things answer alike.
/// </summary>
internal static partial class VaultFaults
{
    // Statements
    internal static readonly Fault Late = new(
        "ET-3001",
        409,
        "Late",
        "投标截止时间已过，本次声明未被接受。此前已接受的版本不受影响。",
        "The deadline has passed; this statement does not count. An earlier accepted version stays as it is."
    );
    internal static readonly Fault NotOpen = new(
        "ET-3002",
        409,
        "Not open for bids",
        "该标段当前不接收投标。",
        "This section does not take bids now."
    );
    internal static readonly Fault StatementMismatch = new(
        "ET-3003",
        409,
        "Statement and file differ",
        "声明与已上传的文件或标段不一致，请用同一工具重新生成声明。",
        "The statement does not fit the uploaded file or the section. Make it again with the tool that sealed the file."
    );
    internal static readonly Fault NoFile = new(
        "ET-3004",
        409,
        "File not complete",
        "本单位没有与声明相符的完整文件，请先完成上传。",
        "There is no complete file of your organisation with this root. Finish the upload first."
    );
    internal static readonly Fault OtherVersion = new(
        "ET-3005",
        409,
        "Not the next version",
        "声明的序号或前序承诺与最近接受的版本不衔接，请刷新后重试。",
        "The statement does not follow your last accepted version. Reload and try again."
    );
    internal static readonly Fault NotDurable = new(
        "ET-3006",
        507,
        "Not stored",
        "存储设备未能可靠保存数据，本次未签发回执，请重试。",
        "The storage did not take the data for good. No receipt was made; please try again."
    );
    internal static readonly Fault Repeated = new(
        "ET-3008",
        422,
        "Sealed value seen before",
        "文件中的临时密钥或初始向量曾在其他文件中出现，请重新加密。",
        "An ephemeral key or IV of this file was in another file before. Seal again."
    );
    internal static readonly Fault KeyReused = new(
        "ET-3009",
        409,
        "Key used for other content",
        "同一幂等键已用于其他内容。",
        "This idempotency key was used for other content."
    );
    internal static readonly Fault BadKey = new(
        "ET-3010",
        400,
        "Idempotency key missing",
        "缺少幂等键或格式不正确（32 位小写十六进制）。",
        "The header Idempotency-Key is missing or is not 32 lower-case hex characters."
    );
    internal static readonly Fault BadMessage = new(
        "ET-3011",
        400,
        "Message not readable",
        "签名消息无法读取，或签名不成立。",
        "The signed message cannot be read, or its signature does not hold."
    );

    // Certificates and sessions
    internal static readonly Fault UnknownIssuer = new(
        "ET-3012",
        403,
        "Certificate of an unknown authority",
        "证书不是由受信任的认证机构签发的。",
        "The certificate is not from a trusted authority."
    );
    internal static readonly Fault CertificateExpired = new(
        "ET-3013",
        403,
        "Certificate not valid now",
        "证书不在有效期内。",
        "The certificate is expired or not yet valid."
    );
    internal static readonly Fault CertificateRevoked = new(
        "ET-3014",
        403,
        "Certificate revoked",
        "证书已被吊销。",
        "The certificate is revoked."
    );
    internal static readonly Fault CertificateUnfit = new(
        "ET-3015",
        403,
        "Certificate cannot sign",
        "证书不可用于签名，或缺少统一社会信用代码。",
        "The certificate may not sign, or names no organisation code."
    );
    internal static readonly Fault BadChallenge = new(
        "ET-3016",
        401,
        "Challenge not valid",
        "登录挑战无效、已使用或已过期，请重新登录。",
        "The challenge is unknown, used or expired. Sign in again."
    );
    internal static readonly Fault NoSession = new(
        "ET-3017",
        401,
        "Not signed in",
        "请先登录。",
        "Please sign in first."
    );
    internal static readonly Fault OtherOrganisation = new(
        "ET-3018",
        403,
        "Signed by another organisation",
        "签名证书与当前单位不一致。",
        "The signature is not of the organisation it is for."
    );
    internal static readonly Fault NotAllowed = new(
        "ET-3019",
        403,
        "Not allowed",
        "本单位无权执行该操作。",
        "Your organisation may not do this."
    );

    // Uploads
    internal static readonly Fault BadUpload = new(
        "ET-3020",
        400,
        "Upload request not readable",
        "上传请求的首部不正确。",
        "A header of the upload request is missing or wrong."
    );
    internal static readonly Fault TusVersion = new(
        "ET-3021",
        412,
        "Protocol version",
        "上传协议版本不受支持（需要 1.0.0）。",
        "Another version of the upload protocol than 1.0.0."
    );
    internal static readonly Fault TooLong = new(
        "ET-3022",
        413,
        "Too long",
        "数据超过允许或声明的长度。",
        "More bytes than allowed or declared."
    );
    internal static readonly Fault OtherOffset = new(
        "ET-3023",
        409,
        "Another offset",
        "上传位置不一致，请查询后继续。",
        "The upload stands at another offset. Ask for it and go on there."
    );
    internal static readonly Fault BadChecksum = new(
        "ET-3024",
        460,
        "Checksum differs",
        "数据在传输中损坏，请重发该片段。",
        "The piece was damaged on its way. Send it again."
    );
    internal static readonly Fault OtherWriter = new(
        "ET-3025",
        423,
        "Being written",
        "该文件正由另一连接上传。",
        "Another connection is writing this upload."
    );
    internal static readonly Fault UploadEnded = new(
        "ET-3026",
        410,
        "Upload has ended",
        "该上传已经结束。",
        "This upload has ended already."
    );
    internal static readonly Fault UploadLate = new(
        "ET-3027",
        410,
        "Deadline passed",
        "投标截止时间已过，不再接收数据。",
        "The deadline has passed; no more bytes are taken."
    );
    internal static readonly Fault TooManyUploads = new(
        "ET-3028",
        429,
        "Too many unfinished uploads",
        "未完成的上传过多，请先完成或删除。",
        "Too many unfinished uploads. Finish or delete some."
    );

    // What can be wrong with a sealed file
    internal static readonly Fault NotSealed = new(
        "ET-3030",
        422,
        "Not a sealed file",
        "这不是加密的投标文件。",
        "This is not a sealed bid file."
    );
    internal static readonly Fault OtherFormat = new(
        "ET-3031",
        422,
        "Another version or suite",
        "文件版本、标志或密码套件不受支持。",
        "The file's version, flags or suite are not supported."
    );
    internal static readonly Fault Damaged = new(
        "ET-3032",
        422,
        "File damaged",
        "文件结构不正确，可能已损坏，请重新加密。",
        "The file's structure is wrong; it may be damaged. Seal again."
    );
    internal static readonly Fault OtherSection = new(
        "ET-3033",
        422,
        "Sealed for another section",
        "文件是为其他标段或其他招标文件版本加密的。",
        "The file was sealed for another section or another set of documents."
    );
    internal static readonly Fault OtherKeys = new(
        "ET-3034",
        422,
        "Sealed with another key set",
        "文件使用的密钥组不是本标段的密钥组。",
        "The file was sealed with another key set than this section's."
    );
    internal static readonly Fault BadLabel = new(
        "ET-3035",
        422,
        "Label proof fails",
        "文件的标签证明不成立，请重新加密。",
        "The label proof of the file does not hold. Seal again."
    );
    internal static readonly Fault OtherLength = new(
        "ET-3036",
        422,
        "Another length",
        "文件长度与其文件头不一致。",
        "The file is not as long as its header says."
    );
    internal static readonly Fault NothingToOpen = new(
        "ET-3037",
        422,
        "Nothing for the first opening",
        "文件没有属于第一开标阶段的部分，请重新加密。",
        "The file has no part of the first phase. Seal again."
    );

    // Orders of trading systems
    internal static readonly Fault BadDeadline = new(
        "ET-3040",
        409,
        "Deadline not possible",
        "截止时间必须在未来、落在时间窗格上，且只能推后。",
        "A deadline lies in the future, on the grid of windows, and only moves later."
    );
    internal static readonly Fault OtherOrder = new(
        "ET-3041",
        409,
        "Section exists",
        "该标段已按其他内容登记。",
        "This section is registered with other content."
    );
    internal static readonly Fault OrderReplayed = new(
        "ET-3042",
        409,
        "Order seen before",
        "该指令已经使用过。",
        "This order was used before."
    );
    internal static readonly Fault OrderNotNow = new(
        "ET-3043",
        409,
        "Not in this state",
        "标段当前状态不允许该指令，或上一条指令尚未完成。",
        "The section's state does not allow this order, or the order before is not finished."
    );
    internal static readonly Fault OtherPhaseOrder = new(
        "ET-3044",
        409,
        "Phase ordered before",
        "该开标阶段已按其他内容下达，入围名单不可更改。",
        "This phase was ordered with other content; the bids that go on cannot be changed."
    );
    internal static readonly Fault NotInFormerSet = new(
        "ET-3045",
        409,
        "Bid not in the phase before",
        "所列投标不全在上一阶段的投标集合中。",
        "Not all of these bids were in the phase before."
    );
    internal static readonly Fault NoPartOfPhase = new(
        "ET-3046",
        409,
        "Nothing to open in this phase",
        "所列投标中有文件不含该阶段的部分，或部分总数过多。",
        "A bid that goes on has no part of this phase, or there are too many parts."
    );

    // The vault itself
    internal static readonly Fault ClockFrozen = new(
        "ET-3070",
        503,
        "Clock under review",
        "保管库时钟异常，暂停接收声明，请稍后重试。",
        "The vault's clock is under review; no statement is decided now. Please try again."
    );
    internal static readonly Fault Unavailable = new(
        "ET-3071",
        503,
        "Not available",
        "保管库暂时不可用，请稍后重试。",
        "The vault is not available now. Please try again."
    );
    internal static readonly Fault TooMany = new(
        "ET-3073",
        429,
        "Too many requests",
        "请求过于频繁，请稍后重试。",
        "Too many requests. Please try again later."
    );
    internal static readonly Fault NotFound = new(
        "ET-3404",
        404,
        "Not found",
        "没有找到。",
        "There is nothing here for you."
    );
    internal static readonly Fault BadRequest = new(
        "ET-3400",
        400,
        "Request not readable",
        "请求无法读取。",
        "The request cannot be read."
    );
    internal static readonly Fault Internal = new(
        "ET-3500",
        500,
        "Fault of the vault",
        "保管库发生故障，请提供编号以便查询。",
        "A fault of the vault. Please quote the number."
    );
}
