// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {AnchorLog} from "../src/AnchorLog.sol";
import {ITenderChain} from "../src/interfaces/ITenderChain.sol";
import {TenderChain} from "../src/TenderChain.sol";
import {Asserts} from "./Vm.sol";

/// @notice Both contracts with one account for each role, and the ways to bring a tender into a state.
abstract contract Ledger is Asserts {
    uint64 internal constant EPOCH = 1_800_000_000;
    uint64 internal constant WINDOW = 10;
    uint64 internal constant LAG = 5;
    bytes32 internal constant REF = keccak256("ref");
    bytes32 internal constant HASH = keccak256("hash");
    address internal constant ADMIN = address(0xAD);
    address internal constant ANCHORER = address(0xA1);
    address internal constant REGISTRAR = address(0xA2);
    address internal constant RECORDER = address(0xA3);
    address internal constant SUPERVISOR = address(0xA4);
    address internal constant STRANGER = address(0xA5);

    AnchorLog internal log;
    TenderChain internal chain;
    /// @dev Ten windows after the epoch.
    uint64 internal deadline = EPOCH + 100;

    function setUp() public virtual {
        VM.warp(EPOCH);
        log = new AnchorLog(EPOCH, WINDOW, LAG, ADMIN);
        chain = new TenderChain(log, ADMIN);
        grant(log, log.ANCHORER(), ANCHORER);
        grant(chain, chain.REGISTRAR(), REGISTRAR);
        grant(chain, chain.RECORDER(), RECORDER);
        grant(chain, chain.SUPERVISOR(), SUPERVISOR);
    }

    function grant(IAccessControl target, bytes32 role, address account) internal {
        VM.prank(ADMIN);
        target.grantRole(role, account);
    }

    /// @dev Not SHA-256: that is a call, and would use up a prank.
    function list(uint256 count, bytes32 seed) internal pure returns (bytes32[] memory values) {
        values = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            values[i] = keccak256(abi.encode(seed, i));
        }
    }

    function anchor(uint64 first, uint256 count) internal {
        VM.prank(ANCHORER);
        log.anchor(first, list(count, "root"), list(count, "pad"));
    }

    function seats() internal pure returns (address[] memory accounts) {
        accounts = new address[](3);
        accounts[0] = address(0x51);
        accounts[1] = address(0x52);
        accounts[2] = address(0x53);
    }

    function seatsHash() internal pure returns (bytes32) {
        address[] memory a = seats();
        return sha256(abi.encodePacked(bytes20(a[0]), bytes20(a[1]), bytes20(a[2])));
    }

    function register() internal {
        VM.prank(REGISTRAR);
        chain.registerTender(REF, HASH, deadline, 3);
    }

    function toKeyed() internal {
        register();
        bytes32 hashed = seatsHash();
        VM.prank(RECORDER);
        chain.publishKey(REF, HASH, HASH, hashed, 2, 3);
    }

    function toSealed() internal {
        toKeyed();
        VM.warp(deadline);
        anchor(0, 10);
        VM.prank(RECORDER);
        chain.sealSet(REF, HASH, 3);
    }

    function share(uint8 phase, uint8 seat) internal {
        VM.prank(seats()[seat - 1]);
        chain.commitShare(REF, phase, seat, HASH, seats());
    }

    function toOpened() internal {
        toSealed();
        share(1, 1);
        share(1, 3);
        VM.prank(RECORDER);
        chain.recordOpening(REF, 1, HASH);
    }

    /// @dev The next call must fail because `account` lacks `role`.
    function expectUnauthorized(address account, bytes32 role) internal {
        VM.expectRevert(abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, account, role));
    }

    function expectError(bytes4 selector) internal {
        VM.expectRevert(abi.encodePacked(selector));
    }

    function expectState(ITenderChain.State state) internal {
        VM.expectRevert(abi.encodeWithSelector(ITenderChain.BadState.selector, state));
    }

    function facts() internal view returns (ITenderChain.Facts memory kept) {
        (,, kept) = chain.tender(REF);
    }

    function assertState(ITenderChain.State state) internal view {
        assertEq(uint8(facts().state), uint8(state));
    }
}
