namespace Tender.Cli;

/// <summary>One line of a JSON-lines input is wrong. The other lines go on.</summary>
internal sealed class LineFault(string code, string zh, string en) : Exception(en)
{
    public string Code { get; } = code;

    public Words Words { get; } = new(zh, en);

    public static LineFault Missing(string name) => new("missing", $"缺少 {name}。", $"{name} is missing.");

    public static LineFault Wrong(string name) =>
        new("wrong", $"{name} 的值不对。", $"The value of {name} is not what it must be.");

    public static LineFault Unknown(string name) => new("unknown", $"不认识 {name}。", $"{name} is not known.");
}
