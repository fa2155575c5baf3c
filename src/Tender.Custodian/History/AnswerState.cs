namespace Tender.Custodian.History;

/// <summary>How far an answer has come.</summary>
internal enum AnswerState
{
    /// <summary>Decided and on the disk.</summary>
    Decided,

    /// <summary>Its hash is on the ledger: the message may leave.</summary>
    Mined,

    /// <summary>The ledger refused the hash: the message never leaves.</summary>
    Reverted,

    /// <summary>The vault has the message.</summary>
    Delivered,
}
