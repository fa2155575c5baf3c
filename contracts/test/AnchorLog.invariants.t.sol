// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AnchorLog} from "../src/AnchorLog.sol";
import {Asserts, Vm} from "./Vm.sol";
import {Ledger} from "./Ledger.sol";

/// @notice Calls the log in any order, also wrongly, and remembers what it promised.
contract AnchorLogDriver is Asserts {
    AnchorLog private immutable LOG;
    address private immutable ANCHORER;

    bytes32[] public heads;
    bytes32 public replayed;
    uint64 public accepted;
    uint64 public refused;

    constructor(AnchorLog log, address anchorer) {
        LOG = log;
        ANCHORER = anchorer;
    }

    function count() external view returns (uint256) {
        return heads.length;
    }

    function wait(uint16 time) external {
        VM.warp(block.timestamp + time % 40);
    }

    function anchorNext(uint8 size, bytes32 seed) external {
        send(LOG.nextWindow(), bound(size, 1, 6), seed, ANCHORER);
    }

    function anchorAny(uint8 first, uint8 size, bytes32 seed) external {
        send(first, size % 5, seed, ANCHORER);
    }

    function anchorAsStranger(address sender, bytes32 seed) external {
        if (sender != ANCHORER && sender != address(VM)) send(LOG.nextWindow(), 1, seed, sender);
    }

    function send(uint64 first, uint256 size, bytes32 seed, address sender) private {
        uint64 before = LOG.nextWindow();
        bytes32[] memory roots = new bytes32[](size);
        for (uint256 i = 0; i < size; ++i) {
            roots[i] = sha256(abi.encode(seed, i));
        }
        VM.recordLogs();
        VM.prank(sender);
        try LOG.anchor(first, roots, roots) {
            assertEq(sender, ANCHORER);
            assertEq(first, before);
            assertEq(LOG.nextWindow(), before + size);
            assertTrue(
                block.timestamp >= LOG.windowEnd(before + uint64(size) - 1), "a window was anchored before its end"
            );
            replay(VM.getRecordedLogs());
            ++accepted;
        } catch {
            assertEq(LOG.nextWindow(), before);
            ++refused;
        }
    }

    /// @dev Recomputes every head from nothing but the events.
    function replay(Vm.Log[] memory logs) private {
        for (uint256 i = 0; i < logs.length; ++i) {
            (bytes32 root, bytes32 pad, bytes32 head, uint64 time,) =
                abi.decode(logs[i].data, (bytes32, bytes32, bytes32, uint64, bool));
            uint64 window = uint64(uint256(logs[i].topics[1]));
            replayed = sha256(abi.encodePacked(replayed, window, root, pad, time));
            assertEq(head, replayed);
            heads.push(head);
        }
    }
}

contract AnchorLogInvariants is Ledger {
    AnchorLogDriver private driver;

    function setUp() public override {
        super.setUp();
        driver = new AnchorLogDriver(log, ANCHORER);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(driver);
    }

    /// @dev Heads never change, and each recomputes from the events.
    function invariant_Heads_EqualThoseReplayed() public view {
        assertEq(driver.count(), log.nextWindow());
        for (uint64 i = 0; i < driver.count(); ++i) {
            assertEq(log.heads(i), driver.heads(i));
        }
    }

    function invariant_Heads_BeyondNextWindow_AreEmpty() public view {
        assertEq(log.heads(log.nextWindow()), 0);
    }

    /// @dev A run in which nothing happened would prove nothing.
    function afterInvariant() external view {
        assertTrue(driver.accepted() > 0 && driver.refused() > 0, "the driver did nothing");
    }
}
