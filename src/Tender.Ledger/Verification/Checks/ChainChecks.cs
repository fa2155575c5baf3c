using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;

namespace Tender.Ledger.Verification;

/// <summary>Checks 7 to 9: block, seals, account. They are the same for receipts and tender proofs.</summary>
internal sealed class ChainChecks(TrustFile trust, CheckSheet sheet)
{
    /// <summary>The block's header once its hash holds; the account once its proof holds.</summary>
    internal (BlockHeader? Header, AccountState? Account) Run(ChainClaim claim)
    {
        CheckIdentity(claim);
        var header = CheckBlock(claim.Block);
        if (header is null)
            return (null, null);
        CheckSeals(claim.Seal, header);
        return (header, CheckAccount(claim, header));
    }

    private void CheckIdentity(ChainClaim claim)
    {
        sheet.Test(claim.ChainId == trust.ChainId, 7, "chain", $"{claim.ChainId} = {trust.ChainId}");
        sheet.Equal(7, "genesis", claim.GenesisHash, trust.GenesisHash);
        sheet.Equal(7, "contract", claim.Address, claim.Trusted.Address);
        sheet.Equal(7, "code hash", claim.CodeHash, claim.Trusted.CodeHash);
    }

    private BlockHeader? CheckBlock(BlockProof block)
    {
        const string name = "block hash";
        try
        {
            var header = BlockHeader.Parse(block.HeaderRlp);
            var hash = trust.Seal == SealType.Qbft ? header.QbftHash() : header.Hash();
            sheet.Test(header.Number == block.Number, 8, "height", $"{header.Number} = {block.Number}");
            return sheet.Equal(8, name, hash, block.Hash) ? header : null;
        }
        catch (LedgerFormatException wrong)
        {
            sheet.Fail(8, name, wrong.Message);
            return null;
        }
    }

    private void CheckSeals(SealType seal, BlockHeader header)
    {
        const string name = "seals";
        if (seal != trust.Seal)
        {
            sheet.Fail(9, name, $"seal type {seal}, the trust file asks for {trust.Seal}");
        }
        else if (seal == SealType.Qbft)
        {
            var trusted = trust.ValidatorsAt(header.Number).Select(a => new Address(a)).ToArray();
            var report = QbftSeals.Check(header, trusted);
            sheet.Test(report.Holds, 9, name, report.Detail);
        }
        else
        {
            sheet.Note(9, name, "development chain: nobody vouches for this block");
        }
    }

    private AccountState? CheckAccount(ChainClaim claim, BlockHeader header)
    {
        const string name = "account";
        var account = AccountState.Prove(
            header.StateRoot,
            new Address(claim.Trusted.Address),
            claim.AccountProof,
            out var detail
        );
        if (account is null)
        {
            sheet.Fail(7, name, detail);
            return null;
        }

        sheet.Pass(7, name, $"proven from state root {CheckSheet.Short(header.StateRoot)}");
        sheet.Equal(7, "code of the account", account.CodeHash, claim.Trusted.CodeHash);
        return account;
    }
}
