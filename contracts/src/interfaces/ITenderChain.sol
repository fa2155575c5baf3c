// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Public facts of tenders as one hash chain for each tender.
/// @notice Holds no name, text, price or bid (Ledger 2). Every fact is one `TenderEvent`; `head` is a hash over all facts of its
/// tender in order, so one storage slot proves its whole life. Nobody can change a past value.
interface ITenderChain {
    /// @notice `None -> Registered -> Keyed -> Sealed -> Opened -> (Sealed -> Opened per phase) -> Closed`;
    /// `Registered, Keyed, Sealed -> Cancelled`; `Keyed -> Failed`.
    enum State {
        None,
        Registered,
        Keyed,
        Sealed,
        Opened,
        Closed,
        Failed,
        Cancelled
    }

    /// @notice What is decided upon; one storage slot.
    /// @param deadline seconds, on the grid of the log
    /// @param seq number of facts so far; equally the `seq` of the next one
    /// @param state see `State`
    /// @param phase number of the last sealed set, from 1
    /// @param k custodians needed
    /// @param n custodians named
    /// @param sharesMask bit `seat - 1` is set when the seat committed in this phase
    /// @param minBids with fewer the tender fails
    /// @param held true while the time stands still
    struct Facts {
        uint64 deadline;
        uint32 seq;
        State state;
        uint8 phase;
        uint8 k;
        uint8 n;
        uint16 sharesMask;
        uint8 minBids;
        bool held;
    }

    /// @notice One fact.
    /// @param ref the tender, 32 random-looking bytes
    /// @param kind 1 Registered, 2 Extended, 3 Held, 4 Resumed, 5 Notice, 6 Key, 7 SetSealed, 8 PhaseSealed, 9 Share, 10 Opened,
    /// 11 Failed, 12 Cancelled, 13 Objection, 14 Result, 15 Opened by order
    /// @param seq from 0, without gaps
    /// @param payload packed, of fixed width for each kind (Ledger 3.2)
    /// @param head `sha256(previous head | ref | kind u8 | seq u32 | time u64 | sha256(payload))`
    /// @param time block time in seconds
    event TenderEvent(bytes32 indexed ref, uint8 indexed kind, uint32 seq, bytes payload, bytes32 head, uint64 time);

    /// @notice The reference is used.
    error TenderExists();
    /// @notice The reference is not registered.
    error UnknownTender();
    /// @notice Off the grid, in the past, or earlier than allowed.
    error BadDeadline();
    /// @notice Only before the deadline.
    error DeadlinePassed();
    /// @notice Only at or after the deadline.
    error DeadlineNotReached();
    /// @notice The log has `next` windows; it must have `need` before the set may be sealed.
    error WindowsPending(uint64 next, uint64 need);
    /// @notice Not in this state.
    error BadState(State state);
    /// @notice Not `2 <= k < n <= 15`, fewer than k shares, or a minimum of no bids.
    error BadThreshold();
    /// @notice Not while the tender is held.
    error OnHold();
    /// @notice The sender does not hold that seat.
    error NotSeat();
    /// @notice The seat committed already in this phase.
    error AlreadyCommitted();
    /// @notice Not the phase that comes now.
    error WrongPhase();
    /// @notice The log was retired: no window would reach the deadline.
    error Retired();

    /// @notice Kind 1; role REGISTRAR. The deadline lies in the future and on the grid.
    function registerTender(bytes32 ref, bytes32 docHash, uint64 deadline, uint8 minBids) external;

    /// @notice Kind 2; role REGISTRAR. Before the old deadline, to a later one, not while held.
    function extendDeadline(bytes32 ref, uint64 newDeadline, bytes32 noticeHash) external;

    /// @notice Kind 3; role REGISTRAR or SUPERVISOR. Before the deadline.
    function hold(bytes32 ref, bytes32 noticeHash) external;

    /// @notice Kind 4; role REGISTRAR or SUPERVISOR. The new deadline is not before the old one, and in the future.
    function resume(bytes32 ref, uint64 newDeadline, bytes32 noticeHash) external;

    /// @notice Kind 5; role REGISTRAR. Until the end.
    function publishNotice(bytes32 ref, bytes32 noticeHash) external;

    /// @notice Kind 6; role RECORDER. Once, before the deadline; `seatsHash` is SHA-256 of the seats' 20-byte addresses in order.
    function publishKey(bytes32 ref, bytes32 keySetId, bytes32 keyHash, bytes32 seatsHash, uint8 k, uint8 n) external;

    /// @notice Kind 7 (phase 1); role RECORDER. At or after the deadline, when all windows before it are anchored. With fewer than
    /// `minBids` the tender fails (kind 11 follows).
    function sealSet(bytes32 ref, bytes32 setRoot, uint32 count) external;

    /// @notice Kind 8; role RECORDER. The set of the next phase; shares begin anew.
    function sealPhase(bytes32 ref, uint8 phase, bytes32 setRoot, uint32 count, bytes32 decisionHash) external;

    /// @notice Kind 9; the account of the seat. Once for each seat and phase, after the set is sealed.
    function commitShare(bytes32 ref, uint8 phase, uint8 seat, bytes32 shareHash, address[] calldata seats) external;

    /// @notice Kind 10; role RECORDER. When at least k seats committed.
    function recordOpening(bytes32 ref, uint8 phase, bytes32 recordHash) external;

    /// @notice Kind 15; role SUPERVISOR. Opens without k custodians, by an order.
    function recordOpeningByOrder(bytes32 ref, uint8 phase, bytes32 recordHash, bytes32 orderHash) external;

    /// @notice Kind 12; role SUPERVISOR. Before anything was opened.
    function cancelTender(bytes32 ref, bytes32 reasonHash) external;

    /// @notice Kind 13; role SUPERVISOR. Until the end.
    function recordObjection(bytes32 ref, bytes32 objectionHash) external;

    /// @notice Kind 14; role RECORDER. Closes an opened tender.
    function recordResult(bytes32 ref, bytes32 resultHash) external;

    /// @notice Everything that is kept of a tender; zeros when it is unknown.
    function tender(bytes32 ref) external view returns (bytes32 head, bytes32 seatsHash, Facts memory facts);
}
