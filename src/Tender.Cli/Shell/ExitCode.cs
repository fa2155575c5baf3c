namespace Tender.Cli;

/// <summary>Exit codes of all verbs; 0 to 5, 11 and 12 are the verdicts of Ledger 7.</summary>
internal static class ExitCode
{
    public const int Good = 0;
    public const int ClaimFails = 1;
    public const int Incomplete = 2;
    public const int Unreadable = 3;
    public const int Unknown = 6;
    public const int Refused = 7;
    public const int Unreachable = 8;
    public const int Password = 9;
    public const int Mismatch = 10;
    public const int Barrier = 13;
    public const int Usage = 64;
    public const int Fault = 70;
    public const int Files = 74;
    public const int Cancelled = 130;

    /// <summary>The table for help texts.</summary>
    public const string Help = """
        退出码 / Exit codes
           0  成立 / all holds
           1  有一项不成立 / a claim fails (FORGED)
           2  不完整，或还没有 / incomplete, or not there yet (INCOMPLETE)
           3  输入无法读取 / input unreadable (UNREADABLE)
           4  上链晚于截止，时间戳在截止之前 / anchored late, time stamp before the deadline (LATE-WITH-TSA)
           5  回执有效但不在封存集合中 / valid receipt missing from the sealed set (OMITTED)
           6  结果未知：用同一命令再问 / outcome unknown: run the same command again
           7  封存柜拒绝 / refused by the vault
           8  无法连接封存柜 / vault cannot be reached
           9  口令或证书不对 / wrong password or certificate
          10  文件与本标、与密钥文件不符，或自检失败 / files do not fit this tender or key file, or the self-check failed
          11  回执有效，已被投标人后来的文件替换 / valid receipt of a bid that its bidder replaced (SUPERSEDED)
          12  回执有效，已被投标人撤回 / valid receipt of a bid that its bidder withdrew (WITHDRAWN)
          13  有条款须改正 / a clause must be corrected
          64  命令行有误 / usage
          70  程序故障 / fault of this program
          74  读写文件失败 / a file cannot be read or written
         130  已取消 / cancelled
        """;
}
