// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {IAnchorLog} from "./interfaces/IAnchorLog.sol";
import {ITenderChain} from "./interfaces/ITenderChain.sol";
import {TenderLives} from "./TenderLives.sol";

/// @title The acts of a tender: who may do what in which state; see `ITenderChain`.
contract TenderChain is ITenderChain, TenderLives, AccessControlDefaultAdminRules {
    /// @notice Registers tenders and moves their deadlines.
    bytes32 public constant REGISTRAR = keccak256("REGISTRAR");
    /// @notice Publishes keys, seals sets and records openings and results.
    bytes32 public constant RECORDER = keccak256("RECORDER");
    /// @notice Holds, cancels, objects and orders.
    bytes32 public constant SUPERVISOR = keccak256("SUPERVISOR");

    /// @param log the log of windows; deadlines lie on its grid
    /// @param admin grants and revokes the roles; handed over in two steps with two days between
    constructor(IAnchorLog log, address admin) TenderLives(log) AccessControlDefaultAdminRules(2 days, admin) {}

    /// @inheritdoc ITenderChain
    function registerTender(bytes32 ref, bytes32 docHash, uint64 deadline, uint8 minBids) external onlyRole(REGISTRAR) {
        Facts storage facts = _newLife(ref);
        if (minBids == 0) revert BadThreshold();
        _setDeadline(facts, deadline);
        facts.minBids = minBids;
        facts.state = State.Registered;
        _append(ref, 1, abi.encodePacked(docHash, deadline, minBids));
    }

    /// @inheritdoc ITenderChain
    function extendDeadline(bytes32 ref, uint64 newDeadline, bytes32 noticeHash) external onlyRole(REGISTRAR) {
        Facts storage facts = _biddable(ref);
        if (facts.held) revert OnHold();
        _checkBefore(facts.deadline);
        if (newDeadline <= facts.deadline) revert BadDeadline();
        _setDeadline(facts, newDeadline);
        _append(ref, 2, abi.encodePacked(newDeadline, noticeHash));
    }

    /// @inheritdoc ITenderChain
    function hold(bytes32 ref, bytes32 noticeHash) external {
        _checkRegistrarOrSupervisor();
        Facts storage facts = _biddable(ref);
        if (facts.held) revert OnHold();
        _checkBefore(facts.deadline);
        facts.held = true;
        _append(ref, 3, abi.encodePacked(noticeHash));
    }

    /// @inheritdoc ITenderChain
    function resume(bytes32 ref, uint64 newDeadline, bytes32 noticeHash) external {
        _checkRegistrarOrSupervisor();
        Facts storage facts = _biddable(ref);
        if (!facts.held) revert BadState(facts.state);
        if (newDeadline < facts.deadline) revert BadDeadline();
        _setDeadline(facts, newDeadline);
        facts.held = false;
        _append(ref, 4, abi.encodePacked(newDeadline, noticeHash));
    }

    /// @inheritdoc ITenderChain
    function publishNotice(bytes32 ref, bytes32 noticeHash) external onlyRole(REGISTRAR) {
        _within(ref, State.Registered, State.Opened);
        _append(ref, 5, abi.encodePacked(noticeHash));
    }

    /// @inheritdoc ITenderChain
    function publishKey(bytes32 ref, bytes32 keySetId, bytes32 keyHash, bytes32 seatsHash, uint8 k, uint8 n)
        external
        onlyRole(RECORDER)
    {
        Facts storage facts = _within(ref, State.Registered, State.Registered);
        _checkBefore(facts.deadline);
        if (k < 2 || k >= n || n > 15) revert BadThreshold();
        facts.k = k;
        facts.n = n;
        facts.state = State.Keyed;
        _setSeats(ref, seatsHash);
        _append(ref, 6, abi.encodePacked(keySetId, keyHash, seatsHash, k, n));
    }

    /// @inheritdoc ITenderChain
    function sealSet(bytes32 ref, bytes32 setRoot, uint32 count) external onlyRole(RECORDER) {
        Facts storage facts = _within(ref, State.Keyed, State.Keyed);
        if (facts.held) revert OnHold();
        // Ledger 5: in time is decided by the number of a bid's window, not by this clock.
        // forge-lint: disable-next-line(block-timestamp)
        if (block.timestamp < facts.deadline) revert DeadlineNotReached();
        uint64 need = (facts.deadline - anchorLog.epoch0()) / anchorLog.windowSeconds();
        uint64 next = anchorLog.nextWindow();
        if (next < need) revert WindowsPending(next, need);
        facts.phase = 1;
        facts.state = count < facts.minBids ? State.Failed : State.Sealed;
        _append(ref, 7, abi.encodePacked(uint8(1), setRoot, count, need - 1));
        if (facts.state == State.Failed) _append(ref, 11, abi.encodePacked(count));
    }

    /// @inheritdoc ITenderChain
    function sealPhase(bytes32 ref, uint8 phase, bytes32 setRoot, uint32 count, bytes32 decisionHash)
        external
        onlyRole(RECORDER)
    {
        Facts storage facts = _within(ref, State.Opened, State.Opened);
        if (phase != uint256(facts.phase) + 1) revert WrongPhase();
        facts.phase = phase;
        facts.sharesMask = 0;
        facts.state = State.Sealed;
        _append(ref, 8, abi.encodePacked(phase, setRoot, count, decisionHash));
    }

    /// @inheritdoc ITenderChain
    function commitShare(bytes32 ref, uint8 phase, uint8 seat, bytes32 shareHash, address[] calldata seats) external {
        Facts storage facts = _sealed(ref, phase);
        if (seats.length != facts.n || seat == 0 || seat > facts.n) revert NotSeat();
        if (!_areSeats(ref, seats) || seats[seat - 1] != msg.sender) revert NotSeat();
        uint16 bit = uint16(2 ** (seat - 1));
        if (facts.sharesMask & bit != 0) revert AlreadyCommitted();
        facts.sharesMask |= bit;
        _append(ref, 9, abi.encodePacked(phase, seat, shareHash));
    }

    /// @inheritdoc ITenderChain
    function recordOpening(bytes32 ref, uint8 phase, bytes32 recordHash) external onlyRole(RECORDER) {
        Facts storage facts = _sealed(ref, phase);
        uint256 shares = 0;
        for (uint256 mask = facts.sharesMask; mask != 0; mask &= mask - 1) {
            ++shares;
        }
        if (shares < facts.k) revert BadThreshold();
        facts.state = State.Opened;
        _append(ref, 10, abi.encodePacked(phase, recordHash));
    }

    /// @inheritdoc ITenderChain
    function recordOpeningByOrder(bytes32 ref, uint8 phase, bytes32 recordHash, bytes32 orderHash)
        external
        onlyRole(SUPERVISOR)
    {
        _sealed(ref, phase).state = State.Opened;
        _append(ref, 15, abi.encodePacked(phase, recordHash, orderHash));
    }

    /// @inheritdoc ITenderChain
    function cancelTender(bytes32 ref, bytes32 reasonHash) external onlyRole(SUPERVISOR) {
        _within(ref, State.Registered, State.Sealed).state = State.Cancelled;
        _append(ref, 12, abi.encodePacked(reasonHash));
    }

    /// @inheritdoc ITenderChain
    function recordObjection(bytes32 ref, bytes32 objectionHash) external onlyRole(SUPERVISOR) {
        _within(ref, State.Registered, State.Opened);
        _append(ref, 13, abi.encodePacked(objectionHash));
    }

    /// @inheritdoc ITenderChain
    function recordResult(bytes32 ref, bytes32 resultHash) external onlyRole(RECORDER) {
        _within(ref, State.Opened, State.Opened).state = State.Closed;
        _append(ref, 14, abi.encodePacked(resultHash));
    }

    function _checkRegistrarOrSupervisor() private view {
        if (!hasRole(SUPERVISOR, msg.sender)) _checkRole(REGISTRAR);
    }
}
