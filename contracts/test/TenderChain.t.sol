// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITenderChain} from "../src/interfaces/ITenderChain.sol";
import {TenderChain} from "../src/TenderChain.sol";
import {Ledger} from "./Ledger.sol";
import {Vm} from "./Vm.sol";

/// @notice Registration, deadlines, holding and keys: everything before the set is sealed.
contract TenderChainBeforeTest is Ledger {
    function test_Constructor_LogAndAdmin_AreKept() public view {
        assertEq(address(chain.anchorLog()), address(log));
        assertEq(chain.defaultAdmin(), ADMIN);
    }

    function test_RegisterTender_NewReference_WritesHeadEventAndFacts() public {
        bytes memory payload = abi.encodePacked(HASH, deadline, uint8(3));
        bytes32 head = sha256(abi.encodePacked(bytes32(0), REF, uint8(1), uint32(0), EPOCH, sha256(payload)));
        VM.expectEmit(address(chain));
        emit ITenderChain.TenderEvent(REF, 1, 0, payload, head, EPOCH);
        register();
        (bytes32 kept, bytes32 seatsKept, ITenderChain.Facts memory life) = chain.tender(REF);
        assertEq(kept, head);
        assertEq(seatsKept, 0);
        assertEq(life.deadline, deadline);
        assertEq(life.seq, 1);
        assertEq(life.minBids, 3);
        assertEq(uint8(life.state), uint8(ITenderChain.State.Registered));
    }

    function test_RegisterTender_StorageSlots_AreThoseOfTheVerifier() public {
        toKeyed();
        (bytes32 head, bytes32 seatsKept,) = chain.tender(REF);
        uint256 slot = uint256(keccak256(abi.encode(REF, uint256(0))));
        assertEq(VM.load(address(chain), bytes32(slot)), head);
        assertEq(VM.load(address(chain), bytes32(slot + 1)), seatsKept);
        uint256 packed = uint256(VM.load(address(chain), bytes32(slot + 2)));
        assertEq(uint64(packed), deadline);
        assertEq(uint32(packed >> 64), 2);
        assertEq(uint8(packed >> 96), uint8(ITenderChain.State.Keyed));
        assertEq(uint8(packed >> 112), 2);
        assertEq(uint8(packed >> 120), 3);
        assertEq(uint8(packed >> 144), 3);
    }

    function test_RegisterTender_KnownReference_IsRefused() public {
        register();
        expectError(ITenderChain.TenderExists.selector);
        register();
    }

    function test_RegisterTender_MinimumOfNoBids_IsRefused() public {
        expectError(ITenderChain.BadThreshold.selector);
        VM.prank(REGISTRAR);
        chain.registerTender(REF, HASH, deadline, 0);
    }

    function test_RegisterTender_DeadlineNow_IsRefused() public {
        VM.warp(deadline);
        expectError(ITenderChain.BadDeadline.selector);
        register();
    }

    function test_RegisterTender_DeadlineOneSecondAhead_IsTaken() public {
        VM.warp(deadline - 1);
        register();
    }

    function test_RegisterTender_DeadlineOffGrid_IsRefused() public {
        deadline += 1;
        expectError(ITenderChain.BadDeadline.selector);
        register();
        deadline -= 2;
        expectError(ITenderChain.BadDeadline.selector);
        register();
    }

    function test_RegisterTender_DeadlineAtEpoch_IsRefused() public {
        VM.warp(EPOCH - 100);
        deadline = EPOCH;
        expectError(ITenderChain.BadDeadline.selector);
        register();
        deadline = EPOCH + WINDOW;
        register();
    }

    function test_RegisterTender_LogRetired_IsRefused() public {
        VM.prank(ADMIN);
        log.retire(STRANGER);
        expectError(ITenderChain.Retired.selector);
        register();
    }

    function test_ExtendDeadline_BeforeDeadline_MovesItLater() public {
        register();
        VM.warp(deadline - 1);
        extend(deadline + 10);
        assertEq(facts().deadline, deadline + 10);
        assertEq(facts().seq, 2);
    }

    function test_ExtendDeadline_AtDeadline_IsRefused() public {
        register();
        VM.warp(deadline);
        expectError(ITenderChain.DeadlinePassed.selector);
        extend(deadline + 10);
    }

    function test_ExtendDeadline_SameEarlierOrOffGrid_IsRefused() public {
        register();
        expectError(ITenderChain.BadDeadline.selector);
        extend(deadline);
        expectError(ITenderChain.BadDeadline.selector);
        extend(deadline - 10);
        expectError(ITenderChain.BadDeadline.selector);
        extend(deadline + 11);
    }

    function test_ExtendDeadline_WhileHeld_IsRefused() public {
        register();
        hold(REGISTRAR);
        expectError(ITenderChain.OnHold.selector);
        extend(deadline + 10);
    }

    function test_ExtendDeadline_LogRetired_IsRefused() public {
        register();
        VM.prank(ADMIN);
        log.retire(STRANGER);
        expectError(ITenderChain.Retired.selector);
        extend(deadline + 10);
    }

    function test_ExtendDeadline_Unknown_IsRefused() public {
        expectError(ITenderChain.UnknownTender.selector);
        extend(deadline + 10);
    }

    function test_Hold_RegistrarOrSupervisor_StopsTime() public {
        register();
        hold(SUPERVISOR);
        assertTrue(facts().held, "held");
        expectError(ITenderChain.OnHold.selector);
        hold(REGISTRAR);
    }

    function test_Hold_AtDeadline_IsRefused() public {
        register();
        VM.warp(deadline);
        expectError(ITenderChain.DeadlinePassed.selector);
        hold(REGISTRAR);
    }

    function test_Hold_SecondBeforeDeadline_IsTaken() public {
        register();
        VM.warp(deadline - 1);
        hold(REGISTRAR);
    }

    function test_Resume_AfterOldDeadline_NeedsOneInFuture() public {
        register();
        hold(REGISTRAR);
        VM.warp(deadline + 5);
        expectError(ITenderChain.BadDeadline.selector);
        resume(SUPERVISOR, deadline);
        resume(SUPERVISOR, deadline + 10);
        assertTrue(!facts().held, "held");
        assertEq(facts().deadline, deadline + 10);
    }

    function test_Resume_SameDeadline_IsTaken() public {
        register();
        hold(REGISTRAR);
        resume(REGISTRAR, deadline);
        assertEq(facts().deadline, deadline);
    }

    function test_Resume_EarlierOrOffGrid_IsRefused() public {
        register();
        hold(REGISTRAR);
        expectError(ITenderChain.BadDeadline.selector);
        resume(REGISTRAR, deadline - 10);
        expectError(ITenderChain.BadDeadline.selector);
        resume(REGISTRAR, deadline + 1);
    }

    function test_Resume_NotHeld_IsRefused() public {
        register();
        expectState(ITenderChain.State.Registered);
        resume(REGISTRAR, deadline);
    }

    function test_Resume_LogRetired_IsRefused() public {
        register();
        hold(REGISTRAR);
        VM.prank(ADMIN);
        log.retire(STRANGER);
        expectError(ITenderChain.Retired.selector);
        resume(REGISTRAR, deadline);
    }

    function test_PublishNotice_AnyOpenState_IsRecorded() public {
        register();
        VM.recordLogs();
        VM.prank(REGISTRAR);
        chain.publishNotice(REF, HASH);
        Vm.Log memory entry = VM.getRecordedLogs()[0];
        assertEq(uint256(entry.topics[2]), 5);
        (, bytes memory payload,,) = abi.decode(entry.data, (uint32, bytes, bytes32, uint64));
        assertEq(keccak256(payload), keccak256(abi.encodePacked(HASH)));
    }

    function test_PublishKey_Registered_KeepsSeats() public {
        toKeyed();
        (, bytes32 kept,) = chain.tender(REF);
        assertEq(kept, seatsHash());
        assertEq(facts().k, 2);
        assertEq(facts().n, 3);
    }

    function test_PublishKey_Twice_IsRefused() public {
        toKeyed();
        expectState(ITenderChain.State.Keyed);
        publishKey(2, 3);
    }

    function test_PublishKey_AtDeadline_IsRefused() public {
        register();
        VM.warp(deadline);
        expectError(ITenderChain.DeadlinePassed.selector);
        publishKey(2, 3);
    }

    function test_PublishKey_ThresholdOfOne_IsRefused() public {
        register();
        expectError(ITenderChain.BadThreshold.selector);
        publishKey(1, 3);
    }

    function test_PublishKey_ThresholdOfAll_IsRefused() public {
        register();
        expectError(ITenderChain.BadThreshold.selector);
        publishKey(3, 3);
    }

    function test_PublishKey_SixteenSeats_IsRefused() public {
        register();
        expectError(ITenderChain.BadThreshold.selector);
        publishKey(2, 16);
        publishKey(14, 15);
    }

    function testFuzz_PublishKey_AnyThreshold_IsTakenOnlyInRange(uint8 k, uint8 n) public {
        register();
        if (k < 2 || k >= n || n > 15) expectError(ITenderChain.BadThreshold.selector);
        publishKey(k, n);
    }

    function testFuzz_RegisterTender_AnyDeadline_IsTakenOnlyOnGridInFuture(uint32 due, uint32 clock) public {
        uint64 time = EPOCH - 1000 + uint64(bound(clock, 0, 3000));
        deadline = EPOCH - 1000 + uint64(bound(due, 0, 3000));
        VM.warp(time);
        if (deadline <= time || deadline <= EPOCH || (deadline - EPOCH) % WINDOW != 0) {
            expectError(ITenderChain.BadDeadline.selector);
        }
        register();
    }

    function test_Roles_EveryFunction_RefusesStrangers() public {
        toKeyed();
        bytes32[3] memory roles = [chain.REGISTRAR(), chain.RECORDER(), chain.SUPERVISOR()];
        checkRole(roles[0], abi.encodeCall(chain.registerTender, (HASH, HASH, deadline, 3)));
        checkRole(roles[0], abi.encodeCall(chain.extendDeadline, (REF, deadline + 10, HASH)));
        checkRole(roles[0], abi.encodeCall(chain.hold, (REF, HASH)));
        checkRole(roles[0], abi.encodeCall(chain.resume, (REF, deadline + 10, HASH)));
        checkRole(roles[0], abi.encodeCall(chain.publishNotice, (REF, HASH)));
        checkRole(roles[1], abi.encodeCall(chain.publishKey, (REF, HASH, HASH, HASH, 2, 3)));
        checkRole(roles[1], abi.encodeCall(chain.sealSet, (REF, HASH, 3)));
        checkRole(roles[1], abi.encodeCall(chain.sealPhase, (REF, 2, HASH, 3, HASH)));
        checkRole(roles[1], abi.encodeCall(chain.recordOpening, (REF, 1, HASH)));
        checkRole(roles[1], abi.encodeCall(chain.recordResult, (REF, HASH)));
        checkRole(roles[2], abi.encodeCall(chain.recordOpeningByOrder, (REF, 1, HASH, HASH)));
        checkRole(roles[2], abi.encodeCall(chain.cancelTender, (REF, HASH)));
        checkRole(roles[2], abi.encodeCall(chain.recordObjection, (REF, HASH)));
    }

    /// @dev Each role but the right one, the admin and a stranger; holding also belongs to the supervisor.
    function checkRole(bytes32 role, bytes memory call) private {
        address[5] memory accounts = [REGISTRAR, RECORDER, SUPERVISOR, ADMIN, STRANGER];
        bytes4 selector = bytes4(call);
        bool shared = selector == chain.hold.selector || selector == chain.resume.selector;
        for (uint256 i = 0; i < accounts.length; ++i) {
            if (chain.hasRole(role, accounts[i]) || (shared && accounts[i] == SUPERVISOR)) continue;
            expectUnauthorized(accounts[i], role);
            VM.prank(accounts[i]);
            (bool ok,) = address(chain).call(call);
            assertTrue(ok, "expectRevert turns the failure into success");
        }
    }

    function extend(uint64 to) private {
        VM.prank(REGISTRAR);
        chain.extendDeadline(REF, to, HASH);
    }

    function hold(address account) private {
        VM.prank(account);
        chain.hold(REF, HASH);
    }

    function resume(address account, uint64 to) private {
        VM.prank(account);
        chain.resume(REF, to, HASH);
    }

    function publishKey(uint8 k, uint8 n) private {
        VM.prank(RECORDER);
        chain.publishKey(REF, HASH, HASH, HASH, k, n);
    }
}
