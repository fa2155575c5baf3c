// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAnchorLog} from "./interfaces/IAnchorLog.sol";
import {ITenderChain} from "./interfaces/ITenderChain.sol";

/// @title What is kept of each tender, its hash chain, and the checks of state and time.
abstract contract TenderLives is ITenderChain {
    struct Life {
        bytes32 head;
        bytes32 seatsHash;
        Facts facts;
    }

    /// @notice The log whose windows must be complete before a set is sealed; deadlines lie on its grid.
    IAnchorLog public immutable anchorLog;

    mapping(bytes32 ref => Life life) private _lives;

    constructor(IAnchorLog log) {
        anchorLog = log;
    }

    /// @inheritdoc ITenderChain
    function tender(bytes32 ref) external view returns (bytes32 head, bytes32 seatsHash, Facts memory facts) {
        Life storage life = _lives[ref];
        return (life.head, life.seatsHash, life.facts);
    }

    function _append(bytes32 ref, uint8 kind, bytes memory payload) internal {
        Life storage life = _lives[ref];
        uint32 seq = life.facts.seq++;
        uint64 time = uint64(block.timestamp);
        bytes32 head = sha256(abi.encodePacked(life.head, ref, kind, seq, time, sha256(payload)));
        life.head = head;
        emit TenderEvent(ref, kind, seq, payload, head, time);
    }

    function _newLife(bytes32 ref) internal view returns (Facts storage facts) {
        facts = _lives[ref].facts;
        if (facts.state != State.None) revert TenderExists();
    }

    function _setSeats(bytes32 ref, bytes32 seatsHash) internal {
        _lives[ref].seatsHash = seatsHash;
    }

    function _areSeats(bytes32 ref, address[] calldata seats) internal view returns (bool) {
        bytes memory packed;
        for (uint256 i = 0; i < seats.length; ++i) {
            packed = bytes.concat(packed, bytes20(seats[i]));
        }
        return sha256(packed) == _lives[ref].seatsHash;
    }

    function _setDeadline(Facts storage facts, uint64 deadline) internal {
        if (anchorLog.successor() != address(0)) revert Retired();
        uint64 start = anchorLog.epoch0();
        // forge-lint: disable-next-line(block-timestamp)
        if (deadline <= block.timestamp || deadline <= start) revert BadDeadline();
        if ((deadline - start) % anchorLog.windowSeconds() != 0) revert BadDeadline();
        facts.deadline = deadline;
    }

    function _checkBefore(uint64 deadline) internal view {
        // forge-lint: disable-next-line(block-timestamp)
        if (block.timestamp >= deadline) revert DeadlinePassed();
    }

    function _biddable(bytes32 ref) internal view returns (Facts storage) {
        return _within(ref, State.Registered, State.Keyed);
    }

    function _sealed(bytes32 ref, uint8 phase) internal view returns (Facts storage facts) {
        facts = _within(ref, State.Sealed, State.Sealed);
        if (phase != facts.phase) revert WrongPhase();
    }

    /// @dev States up to Opened are ordered by time, so "any of these" is a range.
    function _within(bytes32 ref, State first, State last) internal view returns (Facts storage facts) {
        facts = _lives[ref].facts;
        if (facts.state == State.None) revert UnknownTender();
        if (facts.state < first || facts.state > last) revert BadState(facts.state);
    }
}
