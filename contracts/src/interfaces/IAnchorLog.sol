// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title One 32-byte root for each time window, in order, each window once.
/// @notice Knows nothing of tenders, bids or bidders (Ledger 3.1). Windows are numbered from 0; window n ends at
/// `epoch0 + (n + 1) * windowSeconds`. The head of a window is a hash over all windows up to it, so one storage slot proves the
/// whole history.
interface IAnchorLog {
    /// @notice A window was appended.
    /// @param window its number
    /// @param root tree over the 4,096 leaves of the window
    /// @param padCommit commitment to the seed of the window's permutation and dummies
    /// @param head `sha256(previous head | window u64 | root | padCommit | anchoredAt u64)`
    /// @param anchoredAt block time in seconds
    /// @param late true when `anchoredAt` is more than `maxLagSeconds` after the end of the window
    event WindowAnchored(
        uint64 indexed window, bytes32 root, bytes32 padCommit, bytes32 head, uint64 anchoredAt, bool late
    );

    /// @notice No window comes after this.
    /// @param successor the log that goes on
    /// @param windows number of windows anchored here
    event LogRetired(address indexed successor, uint64 windows);

    /// @notice The batch does not begin with the next window.
    error WrongWindow(uint64 expected, uint64 got);
    /// @notice The last window of the batch has not ended.
    error WindowNotEnded(uint64 end, uint64 nowAt);
    /// @notice The lists differ in length or are empty.
    error LengthMismatch();
    /// @notice A root of zeros is no tree.
    error ZeroRoot();
    /// @notice The log was retired.
    error AlreadyRetired();
    /// @notice The zero address cannot go on.
    error ZeroSuccessor();
    /// @notice The grid needs windows of at least one second and an epoch on a multiple of them.
    error BadGrid();

    /// @notice Appends windows `first`, `first + 1`, ...; role ANCHORER.
    /// @dev Lateness is recorded, never reverted: a revert would destroy evidence.
    function anchor(uint64 first, bytes32[] calldata roots, bytes32[] calldata padCommits) external;

    /// @notice Ends the log for good; default admin, once.
    function retire(address successor) external;

    /// @notice Head of a window; zeros when it is not anchored.
    function heads(uint64 window) external view returns (bytes32);

    /// @notice The only window that `anchor` takes next; equally the number of windows anchored.
    function nextWindow() external view returns (uint64);

    /// @notice End of a window in seconds.
    function windowEnd(uint64 window) external view returns (uint64);

    /// @notice The log that goes on after this one was retired; zero before.
    function successor() external view returns (address);

    /// @notice Start of window 0 in seconds, a multiple of `windowSeconds`.
    function epoch0() external view returns (uint64);

    /// @notice Length of a window in seconds.
    function windowSeconds() external view returns (uint64);

    /// @notice Seconds after its end from which a window counts as late.
    function maxLagSeconds() external view returns (uint64);
}
