// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {IAnchorLog} from "./interfaces/IAnchorLog.sol";

/// @title The log of windows; see `IAnchorLog`.
contract AnchorLog is IAnchorLog, AccessControlDefaultAdminRules {
    /// @notice May append windows.
    bytes32 public constant ANCHORER = keccak256("ANCHORER");

    /// @inheritdoc IAnchorLog
    uint64 public immutable epoch0;
    /// @inheritdoc IAnchorLog
    uint64 public immutable windowSeconds;
    /// @inheritdoc IAnchorLog
    uint64 public immutable maxLagSeconds;

    mapping(uint64 window => bytes32 head) private _heads;
    uint64 private _nextWindow;
    address private _successor;

    /// @param start start of window 0 in seconds
    /// @param length length of a window in seconds
    /// @param maxLag seconds after its end from which a window counts as late
    /// @param admin grants and revokes ANCHORER; handed over in two steps with two days between
    constructor(uint64 start, uint64 length, uint64 maxLag, address admin)
        AccessControlDefaultAdminRules(2 days, admin)
    {
        if (length == 0 || start % length != 0) revert BadGrid();
        epoch0 = start;
        windowSeconds = length;
        maxLagSeconds = maxLag;
    }

    /// @inheritdoc IAnchorLog
    function anchor(uint64 first, bytes32[] calldata roots, bytes32[] calldata padCommits) external onlyRole(ANCHORER) {
        if (_successor != address(0)) revert AlreadyRetired();
        if (roots.length == 0 || roots.length != padCommits.length) revert LengthMismatch();
        if (first != _nextWindow) revert WrongWindow(_nextWindow, first);
        uint64 time = uint64(block.timestamp);
        uint64 next = first + uint64(roots.length);
        uint64 end = windowEnd(next - 1);
        // Ledger 5: a window is closed by its number; the clock only forbids the future.
        // forge-lint: disable-next-line(block-timestamp)
        if (time < end) revert WindowNotEnded(end, time);

        bytes32 head = first == 0 ? bytes32(0) : _heads[first - 1];
        for (uint64 i = 0; i < roots.length; ++i) {
            head = _append(head, first + i, roots[i], padCommits[i], time);
        }
        _nextWindow = next;
    }

    /// @inheritdoc IAnchorLog
    function retire(address follower) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (_successor != address(0)) revert AlreadyRetired();
        if (follower == address(0)) revert ZeroSuccessor();
        _successor = follower;
        emit LogRetired(follower, _nextWindow);
    }

    /// @inheritdoc IAnchorLog
    function heads(uint64 window) external view returns (bytes32) {
        return _heads[window];
    }

    /// @inheritdoc IAnchorLog
    function nextWindow() external view returns (uint64) {
        return _nextWindow;
    }

    /// @inheritdoc IAnchorLog
    function successor() external view returns (address) {
        return _successor;
    }

    /// @inheritdoc IAnchorLog
    function windowEnd(uint64 window) public view returns (uint64) {
        return epoch0 + (window + 1) * windowSeconds;
    }

    function _append(bytes32 previous, uint64 window, bytes32 root, bytes32 padCommit, uint64 time)
        private
        returns (bytes32 head)
    {
        if (root == bytes32(0)) revert ZeroRoot();
        head = sha256(abi.encodePacked(previous, window, root, padCommit, time));
        _heads[window] = head;
        // forge-lint: disable-next-line(block-timestamp)
        bool late = time > windowEnd(window) + maxLagSeconds;
        emit WindowAnchored(window, root, padCommit, head, time, late);
    }
}
