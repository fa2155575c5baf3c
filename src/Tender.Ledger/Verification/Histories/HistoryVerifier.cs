namespace Tender.Ledger.Verification;

/// <summary>
/// Checks a history by itself: every act follows the one before, and who and from where are those that were bound. It finds a changed,
/// removed or reordered act. A tail that was cut off is found by comparing with a longer history of the same object: one begins with the
/// other, or the site has told two stories.
/// </summary>
public static class HistoryVerifier
{
    /// <summary>Checks a file. Never throws on bad input.</summary>
    /// <param name="file">Text of a <see cref="HistoryFile"/>.</param>
    /// <param name="earlier">Text of a history of the same object that was kept from before, if there is one.</param>
    public static VerificationReport Verify(ReadOnlySpan<byte> file, ReadOnlyMemory<byte>? earlier = null)
    {
        try
        {
            var history = HistoryFile.Parse(file);
            var sheet = new CheckSheet();
            sheet.Pass(1, "form", $"{HistoryFile.FormatName}, {history.Rows.Count} acts on {history.Object}");
            CheckRows(history, sheet);
            if (earlier is { } kept)
                Compare(history, HistoryFile.Parse(kept.Span), sheet);
            return sheet.Report(Verdict.Valid);
        }
        catch (LedgerFormatException wrong)
        {
            return CheckSheet.Unreadable(wrong.Message);
        }
    }

    private static void CheckRows(HistoryFile history, CheckSheet sheet)
    {
        var previous = HistoryHash.Start;
        for (var i = 0; i < history.Rows.Count; i++)
        {
            var row = history.Rows[i];
            if (row.Seq != i + 1)
            {
                sheet.Fail(2, "sequence", $"act {i + 1} is numbered {row.Seq}");
                return;
            }

            if (!sheet.Equal(3, $"act {row.Seq}", row.Hash, HistoryHash.Of(previous, history.Object, row)))
                return;
            if (row.Who is { } who)
                sheet.Equal(4, $"act {row.Seq}: who", row.WhoMark, who.Mark());
            if (row.Origin is { } origin)
                sheet.Equal(4, $"act {row.Seq}: from where", row.OriginMark, origin.Mark());
            previous = row.Hash;
        }

        sheet.Pass(2, "sequence", $"1 to {history.Rows.Count} without a gap");
    }

    private static void Compare(HistoryFile history, HistoryFile kept, CheckSheet sheet)
    {
        if (!sheet.Test(kept.Object == history.Object, 5, "object", $"{kept.Object} = {history.Object}"))
            return;
        if (
            !sheet.Test(
                kept.Rows.Count <= history.Rows.Count,
                5,
                "length",
                $"{history.Rows.Count} acts, {kept.Rows.Count} kept"
            )
        )
            return;
        for (var i = 0; i < kept.Rows.Count; i++)
        {
            if (!sheet.Equal(5, $"act {i + 1} as kept", history.Rows[i].Hash, kept.Rows[i].Hash))
                return;
        }
    }
}
