// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITenderChain} from "../src/interfaces/ITenderChain.sol";
import {Ledger} from "./Ledger.sol";
import {Vm} from "./Vm.sol";

/// @notice Sealing the set, shares, openings, phases and ends.
contract TenderChainOpeningTest is Ledger {
    function test_SealSet_AtDeadline_WritesPayloadWithLastWindow() public {
        toKeyed();
        VM.warp(deadline);
        anchor(0, 10);
        VM.recordLogs();
        seal(3);
        Vm.Log[] memory logs = VM.getRecordedLogs();
        assertEq(logs.length, 1);
        checkEvent(logs[0], 7, abi.encodePacked(uint8(1), HASH, uint32(3), uint64(9)));
        assertState(ITenderChain.State.Sealed);
        assertEq(facts().phase, 1);
    }

    function test_SealSet_SecondBeforeDeadline_IsRefused() public {
        toKeyed();
        VM.warp(deadline - 1);
        expectError(ITenderChain.DeadlineNotReached.selector);
        seal(3);
    }

    function test_SealSet_SecondAfterDeadline_IsTaken() public {
        toKeyed();
        VM.warp(deadline + 1);
        anchor(0, 10);
        seal(3);
        assertState(ITenderChain.State.Sealed);
    }

    function test_SealSet_OneWindowMissing_IsRefused() public {
        toKeyed();
        VM.warp(deadline);
        anchor(0, 9);
        VM.expectRevert(abi.encodeWithSelector(ITenderChain.WindowsPending.selector, 9, 10));
        seal(3);
        anchor(9, 1);
        seal(3);
    }

    function test_SealSet_WhileHeld_IsRefused() public {
        toKeyed();
        VM.prank(SUPERVISOR);
        chain.hold(REF, HASH);
        VM.warp(deadline);
        anchor(0, 10);
        expectError(ITenderChain.OnHold.selector);
        seal(3);
    }

    function test_SealSet_WithoutKey_IsRefused() public {
        register();
        VM.warp(deadline);
        anchor(0, 10);
        expectState(ITenderChain.State.Registered);
        seal(3);
    }

    function test_SealSet_Twice_IsRefused() public {
        toSealed();
        expectState(ITenderChain.State.Sealed);
        seal(4);
    }

    function test_SealSet_TooFewBids_FailsTheTender() public {
        toKeyed();
        VM.warp(deadline);
        anchor(0, 10);
        VM.recordLogs();
        seal(2);
        Vm.Log[] memory logs = VM.getRecordedLogs();
        assertEq(logs.length, 2);
        checkEvent(logs[0], 7, abi.encodePacked(uint8(1), HASH, uint32(2), uint64(9)));
        checkEvent(logs[1], 11, abi.encodePacked(uint32(2)));
        assertState(ITenderChain.State.Failed);
        expectState(ITenderChain.State.Failed);
        share(1, 1);
    }

    function test_CommitShare_NamedSeat_SetsBitAndEvent() public {
        toSealed();
        VM.recordLogs();
        share(1, 3);
        checkEvent(VM.getRecordedLogs()[0], 9, abi.encodePacked(uint8(1), uint8(3), HASH));
        assertEq(facts().sharesMask, 4);
    }

    function test_CommitShare_BeforeSeal_IsRefused() public {
        toKeyed();
        VM.warp(deadline + 100);
        expectState(ITenderChain.State.Keyed);
        share(1, 1);
    }

    function test_CommitShare_ForeignAccount_IsRefused() public {
        toSealed();
        expectError(ITenderChain.NotSeat.selector);
        VM.prank(STRANGER);
        chain.commitShare(REF, 1, 1, HASH, seats());
    }

    function test_CommitShare_NeighboursSeat_IsRefused() public {
        toSealed();
        address[] memory accounts = seats();
        expectError(ITenderChain.NotSeat.selector);
        VM.prank(accounts[0]);
        chain.commitShare(REF, 1, 2, HASH, accounts);
    }

    function test_CommitShare_OwnListOfSeats_IsRefused() public {
        toSealed();
        address[] memory accounts = seats();
        accounts[0] = STRANGER;
        expectError(ITenderChain.NotSeat.selector);
        VM.prank(STRANGER);
        chain.commitShare(REF, 1, 1, HASH, accounts);
    }

    function test_CommitShare_LongerList_IsRefused() public {
        toSealed();
        address[] memory accounts = new address[](4);
        expectError(ITenderChain.NotSeat.selector);
        VM.prank(STRANGER);
        chain.commitShare(REF, 1, 4, HASH, accounts);
    }

    /// @dev The recorder published a hash over more seats than n.
    function test_CommitShare_HashOverMoreSeats_IsRefused() public {
        register();
        address[] memory accounts = new address[](4);
        (accounts[0], accounts[1], accounts[2], accounts[3]) = (STRANGER, ADMIN, RECORDER, REGISTRAR);
        bytes32 hashed =
            sha256(abi.encodePacked(bytes20(STRANGER), bytes20(ADMIN), bytes20(RECORDER), bytes20(REGISTRAR)));
        VM.prank(RECORDER);
        chain.publishKey(REF, HASH, HASH, hashed, 2, 3);
        VM.warp(deadline);
        anchor(0, 10);
        seal(3);
        expectError(ITenderChain.NotSeat.selector);
        VM.prank(STRANGER);
        chain.commitShare(REF, 1, 1, HASH, accounts);
    }

    function test_CommitShare_SeatOutsideList_IsRefused() public {
        toSealed();
        address[] memory accounts = seats();
        expectError(ITenderChain.NotSeat.selector);
        VM.prank(accounts[0]);
        chain.commitShare(REF, 1, 0, HASH, accounts);
        expectError(ITenderChain.NotSeat.selector);
        VM.prank(accounts[0]);
        chain.commitShare(REF, 1, 4, HASH, accounts);
    }

    function test_CommitShare_Twice_IsRefused() public {
        toSealed();
        share(1, 2);
        expectError(ITenderChain.AlreadyCommitted.selector);
        share(1, 2);
    }

    function test_CommitShare_OtherPhase_IsRefused() public {
        toSealed();
        expectError(ITenderChain.WrongPhase.selector);
        share(2, 1);
    }

    function test_RecordOpening_ThresholdReached_OpensPhase() public {
        toOpened();
        assertState(ITenderChain.State.Opened);
    }

    function test_RecordOpening_OneShareShort_IsRefused() public {
        toSealed();
        share(1, 2);
        expectError(ITenderChain.BadThreshold.selector);
        record(1);
        share(1, 1);
        record(1);
    }

    function test_RecordOpening_OtherPhase_IsRefused() public {
        toSealed();
        share(1, 1);
        share(1, 2);
        expectError(ITenderChain.WrongPhase.selector);
        record(2);
    }

    function test_RecordOpening_Twice_IsRefused() public {
        toOpened();
        expectState(ITenderChain.State.Opened);
        record(1);
    }

    function test_RecordOpeningByOrder_NoShares_OpensPhase() public {
        toSealed();
        VM.recordLogs();
        VM.prank(SUPERVISOR);
        chain.recordOpeningByOrder(REF, 1, HASH, REF);
        checkEvent(VM.getRecordedLogs()[0], 15, abi.encodePacked(uint8(1), HASH, REF));
        assertState(ITenderChain.State.Opened);
    }

    function test_RecordOpeningByOrder_OtherPhaseOrState_IsRefused() public {
        toKeyed();
        expectState(ITenderChain.State.Keyed);
        order(1);
        VM.warp(deadline);
        anchor(0, 10);
        seal(3);
        expectError(ITenderChain.WrongPhase.selector);
        order(2);
    }

    function test_SealPhase_NextPhase_ClearsShares() public {
        toOpened();
        VM.recordLogs();
        sealPhase(2);
        checkEvent(VM.getRecordedLogs()[0], 8, abi.encodePacked(uint8(2), HASH, uint32(2), HASH));
        assertState(ITenderChain.State.Sealed);
        assertEq(facts().sharesMask, 0);
        assertEq(facts().phase, 2);
        share(2, 1);
        share(2, 2);
        record(2);
        assertState(ITenderChain.State.Opened);
    }

    function test_SealPhase_SkippedOrRepeated_IsRefused() public {
        toOpened();
        expectError(ITenderChain.WrongPhase.selector);
        sealPhase(1);
        expectError(ITenderChain.WrongPhase.selector);
        sealPhase(3);
    }

    function test_SealPhase_NotOpened_IsRefused() public {
        toSealed();
        expectState(ITenderChain.State.Sealed);
        sealPhase(2);
    }

    function test_RecordResult_Opened_Closes() public {
        toOpened();
        VM.recordLogs();
        result();
        checkEvent(VM.getRecordedLogs()[0], 14, abi.encodePacked(HASH));
        assertState(ITenderChain.State.Closed);
    }

    function test_RecordResult_Sealed_IsRefused() public {
        toSealed();
        expectState(ITenderChain.State.Sealed);
        result();
    }

    function test_CancelTender_RegisteredKeyedOrSealed_Ends() public {
        register();
        cancel();
        assertState(ITenderChain.State.Cancelled);
    }

    function test_CancelTender_Keyed_Ends() public {
        toKeyed();
        VM.recordLogs();
        cancel();
        checkEvent(VM.getRecordedLogs()[0], 12, abi.encodePacked(HASH));
        assertState(ITenderChain.State.Cancelled);
    }

    function test_CancelTender_Sealed_Ends() public {
        toSealed();
        cancel();
        assertState(ITenderChain.State.Cancelled);
        expectState(ITenderChain.State.Cancelled);
        share(1, 1);
    }

    function test_CancelTender_Opened_IsRefused() public {
        toOpened();
        expectState(ITenderChain.State.Opened);
        cancel();
    }

    function test_RecordObjection_EveryOpenState_IsRecorded() public {
        toOpened();
        VM.recordLogs();
        objection();
        checkEvent(VM.getRecordedLogs()[0], 13, abi.encodePacked(HASH));
        assertState(ITenderChain.State.Opened);
    }

    function test_EveryAct_AfterTheEnd_IsRefused() public {
        toOpened();
        result();
        bytes[11] memory calls = [
            abi.encodeCall(chain.extendDeadline, (REF, deadline + 10, HASH)),
            abi.encodeCall(chain.hold, (REF, HASH)),
            abi.encodeCall(chain.resume, (REF, deadline + 10, HASH)),
            abi.encodeCall(chain.publishNotice, (REF, HASH)),
            abi.encodeCall(chain.publishKey, (REF, HASH, HASH, HASH, 2, 3)),
            abi.encodeCall(chain.sealSet, (REF, HASH, 3)),
            abi.encodeCall(chain.sealPhase, (REF, 2, HASH, 3, HASH)),
            abi.encodeCall(chain.recordOpening, (REF, 1, HASH)),
            abi.encodeCall(chain.recordResult, (REF, HASH)),
            abi.encodeCall(chain.cancelTender, (REF, HASH)),
            abi.encodeCall(chain.recordObjection, (REF, HASH))
        ];
        address[11] memory senders = [
            REGISTRAR,
            REGISTRAR,
            REGISTRAR,
            REGISTRAR,
            RECORDER,
            RECORDER,
            RECORDER,
            RECORDER,
            RECORDER,
            SUPERVISOR,
            SUPERVISOR
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            expectState(ITenderChain.State.Closed);
            VM.prank(senders[i]);
            (bool ok,) = address(chain).call(calls[i]);
            assertTrue(ok, "expectRevert turns the failure into success");
        }
    }

    function test_EveryAct_UnknownTender_IsRefused() public {
        expectError(ITenderChain.UnknownTender.selector);
        seal(3);
        expectError(ITenderChain.UnknownTender.selector);
        share(1, 1);
        expectError(ITenderChain.UnknownTender.selector);
        cancel();
        expectError(ITenderChain.UnknownTender.selector);
        order(1);
        expectError(ITenderChain.UnknownTender.selector);
        result();
        expectError(ITenderChain.UnknownTender.selector);
        objection();
    }

    function testFuzz_SealSet_AnyCount_FailsOnlyBelowMinimum(uint8 minimum, uint32 count) public {
        uint8 least = uint8(bound(minimum, 1, 255));
        uint32 bids = uint32(bound(count, 0, 300));
        VM.prank(REGISTRAR);
        chain.registerTender(REF, HASH, deadline, least);
        VM.prank(RECORDER);
        chain.publishKey(REF, HASH, HASH, HASH, 2, 3);
        VM.warp(deadline);
        anchor(0, 10);
        seal(bids);
        assertState(bids < least ? ITenderChain.State.Failed : ITenderChain.State.Sealed);
    }

    function testFuzz_CommitShare_AnyOther_IsRefused(address sender, uint8 seat) public {
        toSealed();
        address[] memory accounts = seats();
        VM.assume(sender != address(VM));
        if (seat == 0 || seat > 3 || accounts[seat - 1] != sender) expectError(ITenderChain.NotSeat.selector);
        VM.prank(sender);
        chain.commitShare(REF, 1, seat, HASH, accounts);
    }

    function seal(uint32 count) private {
        VM.prank(RECORDER);
        chain.sealSet(REF, HASH, count);
    }

    function record(uint8 phase) private {
        VM.prank(RECORDER);
        chain.recordOpening(REF, phase, HASH);
    }

    function order(uint8 phase) private {
        VM.prank(SUPERVISOR);
        chain.recordOpeningByOrder(REF, phase, HASH, HASH);
    }

    function sealPhase(uint8 phase) private {
        VM.prank(RECORDER);
        chain.sealPhase(REF, phase, HASH, 2, HASH);
    }

    function result() private {
        VM.prank(RECORDER);
        chain.recordResult(REF, HASH);
    }

    function cancel() private {
        VM.prank(SUPERVISOR);
        chain.cancelTender(REF, HASH);
    }

    function objection() private {
        VM.prank(SUPERVISOR);
        chain.recordObjection(REF, HASH);
    }

    function checkEvent(Vm.Log memory entry, uint8 kind, bytes memory payload) private pure {
        assertEq(entry.topics[1], REF);
        assertEq(uint256(entry.topics[2]), kind);
        (, bytes memory written,,) = abi.decode(entry.data, (uint32, bytes, bytes32, uint64));
        assertEq(keccak256(written), keccak256(payload));
    }
}
