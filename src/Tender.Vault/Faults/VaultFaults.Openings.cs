namespace Tender.Vault.Faults;

/// <content>Openings, custody, pools.</content>
internal static partial class VaultFaults
{
    internal static readonly Fault NotCommitted = new(
        "ET-3050",
        409,
        "Answer not on the ledger",
        "该席位尚未在链上提交此答复的哈希。",
        "The hash of this answer is not on the ledger."
    );
    internal static readonly Fault WrongAnswer = new(
        "ET-3051",
        422,
        "Answer does not hold",
        "解密答复的证明不成立，已作为证据保存。",
        "The proof of this answer does not hold. It is kept as evidence."
    );
    internal static readonly Fault OpeningNotNow = new(
        "ET-3052",
        409,
        "Opening is not there",
        "开标尚未进行到该步骤。",
        "The opening is not at this step."
    );
    internal static readonly Fault Unread = new(
        "ET-3053",
        409,
        "Part cannot be read",
        "该部分无法读取，原因已记入开标记录。",
        "This part cannot be read; the record says why."
    );
    internal static readonly Fault NoRelay = new(
        "ET-3054",
        422,
        "Transaction not relayed",
        "该交易不是本席位的份额提交，未转发。",
        "Only a seat's commitShare for an open opening is passed on."
    );
    internal static readonly Fault NotMined = new(
        "ET-3055",
        504,
        "Not mined in time",
        "链上尚未确认，请稍后重试同一交易。",
        "Not mined yet. Send the same transaction again later."
    );
    internal static readonly Fault PhaseShut = new(
        "ET-3056",
        409,
        "Part not opened",
        "该部分尚未开启：须待其所属阶段开启；未进入该阶段的投标不予开启。",
        "This part is shut: it opens with its phase, and never when its bid does not go on."
    );
    internal static readonly Fault PoolNotNow = new(
        "ET-3060",
        409,
        "Ceremony is not there",
        "密钥仪式尚未进行到该步骤。",
        "The ceremony is not at this step."
    );
    internal static readonly Fault PoolMessage = new(
        "ET-3061",
        422,
        "Ceremony message wrong",
        "密钥仪式消息不正确，本次仪式中止。",
        "A message of the ceremony is wrong; the ceremony ends."
    );
}
