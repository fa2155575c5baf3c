// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITenderChain} from "../src/interfaces/ITenderChain.sol";
import {TenderChain} from "../src/TenderChain.sol";
import {AnchorLog} from "../src/AnchorLog.sol";
import {Asserts, Vm} from "./Vm.sol";
import {Ledger} from "./Ledger.sol";

/// @notice Does anything to three tenders, by anybody, at any time, and checks after each act what Ledger 3.4 promises.
contract TenderChainDriver is Asserts {
    uint256 public constant TENDERS = 3;

    AnchorLog private immutable LOG;
    TenderChain private immutable CHAIN;
    address[] private people;
    address[] private seats;
    bytes32 private immutable SEATS_HASH;

    mapping(bytes32 ref => bytes32 head) public heads;
    mapping(bytes32 ref => uint32 seq) public seqs;
    mapping(uint256 kind => uint256 count) public written;
    uint256 public refused;

    constructor(
        AnchorLog log,
        TenderChain chain,
        address[] memory accounts,
        address[] memory seatAccounts,
        bytes32 hash
    ) {
        LOG = log;
        CHAIN = chain;
        people = accounts;
        seats = seatAccounts;
        SEATS_HASH = hash;
    }

    function refOf(uint256 tender) public pure returns (bytes32) {
        return bytes32(tender % TENDERS + 1);
    }

    function wait(uint8 time) external {
        VM.warp(block.timestamp + time % 60);
    }

    /// @dev Anchors every window that has ended.
    function anchorAll() external {
        uint64 next = LOG.nextWindow();
        uint256 count = 0;
        while (count < 50 && block.timestamp >= LOG.windowEnd(next + uint64(count))) ++count;
        if (count == 0) return;
        bytes32[] memory roots = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            roots[i] = bytes32(i + 1);
        }
        VM.prank(people[0]);
        LOG.anchor(next, roots, roots);
    }

    /// @dev Any function, by anybody, with any argument near the useful ones.
    function actAny(uint8 which, uint8 who, uint8 tender, uint8 number, uint8 phase) external {
        uint256 sender = who % (people.length + seats.length);
        address account = sender < people.length ? people[sender] : seats[sender - people.length];
        act(account, refOf(tender), encode(which % 14, refOf(tender), number, phase % 4));
    }

    /// @dev What would come next in the life of a tender, by the one who may, so that late states are reached often.
    function actNext(uint8 tender, uint32 numbers) external {
        for (uint256 i = 0; i < 4; ++i) {
            actNextOnce(refOf(tender), uint8(uint256(keccak256(abi.encode(numbers, i)))));
        }
    }

    function actNextOnce(bytes32 ref, uint8 number) private {
        (,, ITenderChain.Facts memory facts) = CHAIN.tender(ref);
        uint8 phase = facts.phase;
        uint8 dice = number % 4;
        if (facts.state == ITenderChain.State.None) act(people[1], ref, encode(0, ref, 3, 0));
        else if (facts.held) act(people[3], ref, encode(3, ref, 9, 0));
        else if (facts.state < ITenderChain.State.Sealed && number > 230) act(people[1], ref, encode(2, ref, 9, 0));
        else if (facts.state < ITenderChain.State.Sealed && number > 210) act(people[1], ref, encode(1, ref, 1, 0));
        else if (facts.state == ITenderChain.State.Registered) act(people[2], ref, encode(5, ref, 2, 0));
        else if (facts.state == ITenderChain.State.Keyed) act(people[2], ref, encode(6, ref, number < 20 ? 2 : 4, 0));
        else if (facts.state == ITenderChain.State.Opened && dice == 0) act(people[2], ref, encode(13, ref, number, 0));
        else if (facts.state == ITenderChain.State.Opened) act(people[2], ref, encode(7, ref, number, phase + 1));
        else if (dice == 0 && number > 200) act(people[3], ref, encode(10, ref, number, phase));
        else if (dice == 0) act(people[2], ref, encode(9, ref, number, phase));
        else act(seats[dice - 1], ref, encode(8, ref, dice, phase));
    }

    function encode(uint256 which, bytes32 ref, uint8 number, uint8 phase) private view returns (bytes memory) {
        bytes32 hash = bytes32(uint256(number));
        (,, ITenderChain.Facts memory facts) = CHAIN.tender(ref);
        uint64 base = facts.deadline == 0 ? uint64(block.timestamp) / 10 * 10 : facts.deadline;
        uint64 deadline = base + uint64(number % 12) * 10 - (number > 200 ? 30 : 0);
        if (which == 0) return abi.encodeCall(CHAIN.registerTender, (ref, hash, deadline, number % 4));
        if (which == 1) return abi.encodeCall(CHAIN.extendDeadline, (ref, deadline, hash));
        if (which == 2) return abi.encodeCall(CHAIN.hold, (ref, hash));
        if (which == 3) return abi.encodeCall(CHAIN.resume, (ref, deadline, hash));
        if (which == 4) return abi.encodeCall(CHAIN.publishNotice, (ref, hash));
        if (which == 5) return abi.encodeCall(CHAIN.publishKey, (ref, hash, hash, SEATS_HASH, number % 4, 3));
        if (which == 6) return abi.encodeCall(CHAIN.sealSet, (ref, hash, number % 5));
        if (which == 7) return abi.encodeCall(CHAIN.sealPhase, (ref, phase, hash, number, hash));
        if (which == 8) return abi.encodeCall(CHAIN.commitShare, (ref, phase, number, hash, seats));
        if (which == 9) return abi.encodeCall(CHAIN.recordOpening, (ref, phase, hash));
        if (which == 10) return abi.encodeCall(CHAIN.recordOpeningByOrder, (ref, phase, hash, hash));
        if (which == 11) return abi.encodeCall(CHAIN.cancelTender, (ref, hash));
        if (which == 12) return abi.encodeCall(CHAIN.recordObjection, (ref, hash));
        return abi.encodeCall(CHAIN.recordResult, (ref, hash));
    }

    function act(address sender, bytes32 ref, bytes memory call) private {
        (,, ITenderChain.Facts memory before) = CHAIN.tender(ref);
        VM.recordLogs();
        VM.prank(sender);
        (bool ok,) = address(CHAIN).call(call);
        Vm.Log[] memory logs = VM.getRecordedLogs();
        if (!ok) {
            ++refused;
            return;
        }
        (,, ITenderChain.Facts memory later) = CHAIN.tender(ref);
        for (uint256 i = 0; i < logs.length; ++i) {
            uint8 kind = replay(ref, logs[i]);
            checkSender(kind, sender);
            if (i == 0) checkStep(kind, before, later);
        }
    }

    function replay(bytes32 ref, Vm.Log memory entry) private returns (uint8 kind) {
        assertEq(entry.topics[1], ref);
        kind = uint8(uint256(entry.topics[2]));
        (uint32 seq, bytes memory payload, bytes32 head, uint64 time) =
            abi.decode(entry.data, (uint32, bytes, bytes32, uint64));
        assertEq(seq, seqs[ref]++);
        assertEq(time, block.timestamp);
        heads[ref] = sha256(abi.encodePacked(heads[ref], ref, kind, seq, time, sha256(payload)));
        assertEq(head, heads[ref]);
        ++written[kind];
    }

    function checkSender(uint8 kind, address sender) private view {
        bool registrar = sender == people[1] && (kind <= 5);
        bool recorder =
            sender == people[2] && (kind == 6 || kind == 7 || kind == 8 || kind == 10 || kind == 11 || kind == 14);
        bool supervisor = sender == people[3] && (kind == 3 || kind == 4 || kind == 12 || kind == 13 || kind == 15);
        bool seat = kind == 9 && (sender == seats[0] || sender == seats[1] || sender == seats[2]);
        assertTrue(registrar || recorder || supervisor || seat, "a fact by somebody who may not");
    }

    function checkStep(uint8 kind, ITenderChain.Facts memory a, ITenderChain.Facts memory b) private view {
        assertTrue(a.state <= ITenderChain.State.Opened, "a final state was left");
        assertTrue(b.deadline >= a.deadline, "the deadline went back");
        assertTrue(b.deadline % 10 == 0, "the deadline left the grid");
        if (kind == 7) {
            assertTrue(!a.held && block.timestamp >= a.deadline, "sealed too early");
            assertTrue(LOG.windowEnd(LOG.nextWindow()) > a.deadline, "sealed with windows pending");
        }
        if (kind == 9) {
            assertTrue(a.state == ITenderChain.State.Sealed, "a share before the seal");
            assertTrue(b.sharesMask & ~a.sharesMask != 0, "a share twice");
        }
        if (kind == 10) assertTrue(bits(a.sharesMask) >= a.k, "opened with too few shares");
        if (kind == 8) assertTrue(b.sharesMask == 0 && b.phase == a.phase + 1, "a phase that does not begin anew");
        assertTrue(isStep(kind, a.state, b.state), "a transition that does not exist");
    }

    function isStep(uint8 kind, ITenderChain.State a, ITenderChain.State b) private pure returns (bool) {
        if (kind == 1) return a == ITenderChain.State.None && b == ITenderChain.State.Registered;
        if (kind == 6) return a == ITenderChain.State.Registered && b == ITenderChain.State.Keyed;
        if (kind == 7) {
            return a == ITenderChain.State.Keyed && (b == ITenderChain.State.Sealed || b == ITenderChain.State.Failed);
        }
        if (kind == 8) return a == ITenderChain.State.Opened && b == ITenderChain.State.Sealed;
        if (kind == 10 || kind == 15) return a == ITenderChain.State.Sealed && b == ITenderChain.State.Opened;
        if (kind == 12) return a < ITenderChain.State.Opened && b == ITenderChain.State.Cancelled;
        if (kind == 14) return a == ITenderChain.State.Opened && b == ITenderChain.State.Closed;
        return a == b;
    }

    function bits(uint256 mask) private pure returns (uint256 count) {
        for (; mask != 0; mask &= mask - 1) {
            ++count;
        }
    }
}

contract TenderChainInvariants is Ledger {
    TenderChainDriver private driver;

    function setUp() public override {
        super.setUp();
        address[] memory people = new address[](5);
        (people[0], people[1], people[2]) = (ANCHORER, REGISTRAR, RECORDER);
        (people[3], people[4]) = (SUPERVISOR, STRANGER);
        driver = new TenderChainDriver(log, chain, people, seats(), seatsHash());
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(driver);
    }

    /// @dev Every head recomputes from the events alone, and no act on one tender touched another.
    function invariant_TenderHead_EqualsThatReplayed() public view {
        for (uint256 i = 0; i < driver.TENDERS(); ++i) {
            bytes32 ref = driver.refOf(i);
            (bytes32 head,, ITenderChain.Facts memory life) = chain.tender(ref);
            assertEq(head, driver.heads(ref));
            assertEq(life.seq, driver.seqs(ref));
        }
    }

    /// @dev A run in which nothing happened would prove nothing.
    function afterInvariant() external view {
        assertTrue(driver.written(1) > 0 && driver.refused() > 0, "the driver did nothing");
    }
}
