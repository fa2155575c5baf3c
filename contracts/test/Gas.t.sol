// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ledger} from "./Ledger.sol";

/// @notice Gas of whole transactions (each call runs isolated), compared with `snapshots/GasTest.json`.
/// forge-config: default.isolate = true
contract GasTest is Ledger {
    function test_Anchor_Gas_IsAsCommitted() public {
        VM.warp(EPOCH + 1000);
        anchor(0, 1);
        VM.snapshotGasLastCall("anchor, first window");
        anchor(1, 1);
        VM.snapshotGasLastCall("anchor, one window");
        anchor(2, 5);
        VM.snapshotGasLastCall("anchor, five windows");
    }

    function test_Facts_Gas_IsAsCommitted() public {
        toSealed();
        VM.snapshotGasLastCall("sealSet");
        share(1, 1);
        VM.snapshotGasLastCall("commitShare, 3 seats");
    }

    /// @dev Equal but for the price of zero bytes in calldata (Ledger 14: less than 1,000).
    function testFuzz_Anchor_AnyRoots_CostTheSame(bytes32 root, bytes32 padCommit) public {
        VM.assume(root != 0);
        VM.warp(EPOCH + 1000);
        anchor(0, 1);
        anchor(1, 1);
        uint256 usual = VM.lastCallGas().gasTotalUsed;
        bytes32[] memory roots = new bytes32[](1);
        bytes32[] memory pads = new bytes32[](1);
        (roots[0], pads[0]) = (root, padCommit);
        VM.prank(ANCHORER);
        log.anchor(2, roots, pads);
        uint256 other = VM.lastCallGas().gasTotalUsed;
        assertTrue(other < usual + 1000 && usual < other + 1000, "gas tells something about the roots");
    }
}
