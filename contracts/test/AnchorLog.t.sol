// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AnchorLog} from "../src/AnchorLog.sol";
import {IAnchorLog} from "../src/interfaces/IAnchorLog.sol";
import {Ledger} from "./Ledger.sol";

contract AnchorLogTest is Ledger {
    function test_Constructor_GridValues_AreKept() public view {
        assertEq(log.epoch0(), EPOCH);
        assertEq(log.windowSeconds(), WINDOW);
        assertEq(log.maxLagSeconds(), LAG);
        assertEq(log.nextWindow(), 0);
        assertEq(log.successor(), address(0));
        assertEq(log.defaultAdmin(), ADMIN);
        assertEq(log.defaultAdminDelay(), 2 days);
    }

    function test_Constructor_WindowOfNoLength_IsRefused() public {
        expectError(IAnchorLog.BadGrid.selector);
        new AnchorLog(EPOCH, 0, LAG, ADMIN);
    }

    function test_Constructor_EpochOffGrid_IsRefused() public {
        expectError(IAnchorLog.BadGrid.selector);
        new AnchorLog(EPOCH + 1, WINDOW, LAG, ADMIN);
    }

    function test_WindowEnd_FirstAndSecond_FollowGrid() public view {
        assertEq(log.windowEnd(0), EPOCH + 10);
        assertEq(log.windowEnd(1), EPOCH + 20);
    }

    function test_Anchor_FirstWindow_WritesHeadAndEvent() public {
        uint64 time = EPOCH + 12;
        VM.warp(time);
        bytes32 head = sha256(abi.encodePacked(bytes32(0), uint64(0), list(1, "root")[0], list(1, "pad")[0], time));
        VM.expectEmit(address(log));
        emit IAnchorLog.WindowAnchored(0, list(1, "root")[0], list(1, "pad")[0], head, time, false);
        anchor(0, 1);
        assertEq(log.heads(0), head);
        assertEq(log.nextWindow(), 1);
        assertEq(log.heads(1), 0);
    }

    function test_Anchor_HeadsSlot_IsThreePlusMapping() public {
        VM.warp(EPOCH + 10);
        anchor(0, 1);
        assertEq(VM.load(address(log), keccak256(abi.encode(uint256(0), uint256(3)))), log.heads(0));
    }

    function test_Anchor_LagOfExactlyMaximum_IsNotLate() public {
        checkLate(EPOCH + 10 + LAG, false);
    }

    function test_Anchor_LagOneSecondMore_IsLate() public {
        checkLate(EPOCH + 10 + LAG + 1, true);
    }

    function test_Anchor_SecondBeforeEnd_IsRefused() public {
        VM.warp(EPOCH + 9);
        VM.expectRevert(abi.encodeWithSelector(IAnchorLog.WindowNotEnded.selector, EPOCH + 10, EPOCH + 9));
        anchor(0, 1);
    }

    function test_Anchor_BatchWhoseLastWindowRuns_IsRefused() public {
        VM.warp(EPOCH + 29);
        VM.expectRevert(abi.encodeWithSelector(IAnchorLog.WindowNotEnded.selector, EPOCH + 30, EPOCH + 29));
        anchor(0, 3);
    }

    function test_Anchor_GapOrRepeat_IsRefused() public {
        VM.warp(EPOCH + 50);
        anchor(0, 2);
        VM.expectRevert(abi.encodeWithSelector(IAnchorLog.WrongWindow.selector, 2, 3));
        anchor(3, 1);
        VM.expectRevert(abi.encodeWithSelector(IAnchorLog.WrongWindow.selector, 2, 1));
        anchor(1, 1);
    }

    function test_Anchor_ListsOfDifferentLength_AreRefused() public {
        VM.warp(EPOCH + 50);
        expectError(IAnchorLog.LengthMismatch.selector);
        VM.prank(ANCHORER);
        log.anchor(0, list(2, "root"), list(1, "pad"));
    }

    function test_Anchor_NoWindows_IsRefused() public {
        expectError(IAnchorLog.LengthMismatch.selector);
        anchor(0, 0);
    }

    function test_Anchor_ZeroRoot_IsRefused() public {
        VM.warp(EPOCH + 50);
        bytes32[] memory roots = list(2, "root");
        roots[1] = 0;
        expectError(IAnchorLog.ZeroRoot.selector);
        VM.prank(ANCHORER);
        log.anchor(0, roots, list(2, "pad"));
    }

    function test_Anchor_WithoutRole_IsRefused() public {
        VM.warp(EPOCH + 50);
        bytes32 role = log.ANCHORER();
        expectUnauthorized(ADMIN, role);
        VM.prank(ADMIN);
        log.anchor(0, list(1, "root"), list(1, "pad"));
    }

    function test_Anchor_RoleRevoked_IsRefused() public {
        VM.warp(EPOCH + 50);
        bytes32 role = log.ANCHORER();
        VM.prank(ADMIN);
        log.revokeRole(role, ANCHORER);
        expectUnauthorized(ANCHORER, role);
        anchor(0, 1);
    }

    function test_Retire_Admin_EndsLogForGood() public {
        VM.warp(EPOCH + 50);
        anchor(0, 2);
        VM.expectEmit(address(log));
        emit IAnchorLog.LogRetired(STRANGER, 2);
        VM.prank(ADMIN);
        log.retire(STRANGER);
        assertEq(log.successor(), STRANGER);
        expectError(IAnchorLog.AlreadyRetired.selector);
        anchor(2, 1);
        expectError(IAnchorLog.AlreadyRetired.selector);
        VM.prank(ADMIN);
        log.retire(ADMIN);
    }

    function test_Retire_ZeroSuccessor_IsRefused() public {
        expectError(IAnchorLog.ZeroSuccessor.selector);
        VM.prank(ADMIN);
        log.retire(address(0));
    }

    function test_Retire_WithoutRole_IsRefused() public {
        expectUnauthorized(ANCHORER, 0);
        VM.prank(ANCHORER);
        log.retire(STRANGER);
    }

    /// @dev However the windows are cut into batches, the log accepts them and chains each to the one before.
    function testFuzz_Anchor_AnyBatches_ChainEveryWindow(uint8[8] calldata sizes, uint16 delay) public {
        bytes32 head = 0;
        for (uint256 b = 0; b < sizes.length; ++b) {
            uint64 first = log.nextWindow();
            uint256 size = bound(sizes[b], 1, 12);
            uint64 time = log.windowEnd(first + uint64(size) - 1) + uint64(delay);
            VM.warp(time > block.timestamp ? time : block.timestamp);
            anchor(first, size);
            for (uint256 i = 0; i < size; ++i) {
                bytes32 root = list(size, "root")[i];
                bytes32 pad = list(size, "pad")[i];
                head = sha256(abi.encodePacked(head, first + uint64(i), root, pad, uint64(block.timestamp)));
                assertEq(log.heads(first + uint64(i)), head);
            }
            assertEq(log.nextWindow(), first + size);
        }
    }

    function testFuzz_Anchor_AnyStranger_IsRefused(address sender) public {
        VM.assume(sender != ANCHORER && sender != address(VM));
        VM.warp(EPOCH + 10);
        bytes32 role = log.ANCHORER();
        expectUnauthorized(sender, role);
        VM.prank(sender);
        log.anchor(0, list(1, "root"), list(1, "pad"));
    }

    function checkLate(uint64 time, bool late) private {
        VM.warp(time);
        VM.recordLogs();
        anchor(0, 1);
        (,,,, bool told) = abi.decode(VM.getRecordedLogs()[0].data, (bytes32, bytes32, bytes32, uint64, bool));
        assertTrue(told == late, "late");
    }
}
