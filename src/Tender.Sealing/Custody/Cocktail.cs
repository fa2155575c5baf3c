namespace Tender.Sealing;

/// <summary>
/// Distributed key generation by COCKTAIL(P-256, SHA-256) (C2SP cocktail-dkg; SBID1 9.3), as pure functions of one seat: what a seat needs
/// to go on after a crash is its static key and the messages of round 1.
/// </summary>
public static class Cocktail
{
    /// <summary>Round 1: a random polynomial, its commitments, and a share of it for every seat.</summary>
    /// <param name="session">The session.</param>
    /// <param name="seat">Own seat number, from 1.</param>
    /// <param name="secret">Own static secret d_i.</param>
    /// <param name="random">For the polynomial and the ephemeral key.</param>
    /// <returns>The message; the polynomial is forgotten.</returns>
    public static CocktailMessage Deal(PoolSession session, int seat, Scalar secret, IRandom random)
    {
        CheckOwnSeat(session, seat, secret);
        var coefficients = Enumerable.Range(0, session.K).Select(_ => Scalar.Random(random)).ToArray();
        return Deal(session.Context(), session.SeatKeys, secret, coefficients, Scalar.Random(random));
    }

    /// <summary>Reads a seat's messages for several keys of a pool and checks what everybody can check, so that a coordinator refuses them at once.</summary>
    /// <param name="sessions">The pool's sessions in key order.</param>
    /// <param name="seat">Who sent them.</param>
    /// <param name="messages">One for each session.</param>
    /// <exception cref="CocktailAbortException">A message is missing, malformed, has not exactly k commitments, or its proof does not hold.</exception>
    public static IReadOnlyList<CocktailMessage> ReadMessages(
        IReadOnlyList<PoolSession> sessions,
        int seat,
        IReadOnlyList<ReadOnlyMemory<byte>> messages
    )
    {
        if (messages.Count != sessions.Count)
        {
            throw new CocktailAbortException(seat, "not one message for each key");
        }

        return [.. sessions.Zip(messages, (session, message) => ReadMessage(session, seat, message.Span))];
    }

    private static CocktailMessage ReadMessage(PoolSession session, int seat, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var message = CocktailMessage.Parse(bytes, session.K, session.N);
            CheckMessage(session.Context(), session.K, seat, message);
            return message;
        }
        catch (SealingException malformed)
        {
            throw new CocktailAbortException(seat, $"a message that cannot be read: {malformed.Message}");
        }
    }

    /// <summary>Round 2: checks every message and takes the own shares together.</summary>
    /// <param name="session">The session.</param>
    /// <param name="seat">Own seat number.</param>
    /// <param name="secret">Own static secret d_i.</param>
    /// <param name="messages">All messages of round 1 in seat order.</param>
    /// <exception cref="CocktailAbortException">A message is wrong; it names the seat.</exception>
    public static CocktailOutcome Conclude(
        PoolSession session,
        int seat,
        Scalar secret,
        IReadOnlyList<CocktailMessage> messages
    )
    {
        CheckOwnSeat(session, seat, secret);
        var context = session.Context();
        CheckMessages(context, session.K, session.N, messages);
        var share = Scalar.Zero;
        for (var sender = 1; sender <= session.N; sender++)
        {
            var message = messages[sender - 1];
            var plain = ShareBox.Open(
                context,
                secret,
                message.Ephemeral,
                session.SeatKeys[sender - 1],
                message.Shares[seat - 1]
            );
            share = share.Add(ReadShare(plain, seat, sender, message));
        }

        var sums = KeySet.SumCommitments(session.K, messages.Select(m => m.Commitments));
        var publicShare = KeySet.Evaluate(sums, seat);
        // Each share was checked against its commitments, so the sum agrees; a difference would be an error of ours.
        if (sums[0].IsInfinity || !P256.Generator.Multiply(share).Equals(publicShare))
        {
            throw new CocktailAbortException(seat, "the shares do not add up to the public share");
        }

        return new CocktailOutcome(share, publicShare, sums[0], Transcript(session, context, messages));
    }

    /// <summary>Round 3: the seat's signature over the transcript.</summary>
    public static byte[] Sign(Scalar secret, byte[] transcript) => Schnorr.Sign(secret, transcript);

    /// <summary>The certificate: transcript, then the signatures of all seats in order. Who gets it must still open it with <see cref="KeySet.Parse"/>.</summary>
    public static byte[] Certificate(byte[] transcript, IEnumerable<byte[]> signatures) =>
        [.. transcript, .. signatures.SelectMany(s => s)];

    /// <summary>
    /// A seat's share again, from the public messages and its static key: the backup of a seat is one key (SBID1 9.4).
    /// </summary>
    /// <exception cref="CocktailAbortException">The messages are not those of the certificate, or the key is another seat's.</exception>
    public static Scalar Recover(
        PoolSession session,
        int seat,
        Scalar secret,
        IReadOnlyList<CocktailMessage> messages
    ) => Conclude(session, seat, secret, messages).Share;

    /// <summary>The transcript as every seat signs it; computed by the coordinator as well.</summary>
    public static byte[] Transcript(PoolSession session, IReadOnlyList<CocktailMessage> messages) =>
        Transcript(session, session.Context(), messages);

    internal static byte[] Transcript(PoolSession session, byte[] context, IReadOnlyList<CocktailMessage> messages) =>
        [
            .. PoolSession.Framed(PoolSession.SuiteName),
            .. PoolSession.Framed(context),
            .. PoolSession.LittleEndian((uint)session.N),
            .. PoolSession.LittleEndian((uint)session.K),
            .. session.SeatKeys.SelectMany(p => p.Encode33()),
            .. messages.SelectMany(m => m.Commitments).SelectMany(c => c.Encode33()),
            .. messages.SelectMany(m => m.Possession),
            .. messages.SelectMany(m => m.Ephemeral.Encode33()),
            .. PoolSession.Framed(session.Ext.Span),
        ];

    internal static CocktailMessage Deal(
        byte[] context,
        IReadOnlyList<CurvePoint> seatKeys,
        Scalar secret,
        Scalar[] coefficients,
        Scalar ephemeral
    )
    {
        var bare = new CocktailMessage
        {
            Commitments = [.. coefficients.Select(P256.Generator.Multiply)],
            Possession = [],
            Ephemeral = P256.Generator.Multiply(ephemeral),
            Shares = [],
        };
        return bare with
        {
            Possession = Schnorr.Sign(coefficients[0], bare.Owned(context)),
            Shares =
            [
                .. seatKeys.Select(
                    (key, i) => ShareBox.Seal(context, ephemeral, secret, key, Evaluate(coefficients, i + 1))
                ),
            ],
        };
    }

    internal static void CheckMessages(byte[] context, int k, int n, IReadOnlyList<CocktailMessage> messages)
    {
        if (messages.Count != n)
        {
            throw new SealingException(SealingError.Count, -1, "one message a seat");
        }

        for (var seat = 1; seat <= n; seat++)
        {
            CheckMessage(context, k, seat, messages[seat - 1]);
        }
    }

    private static void CheckMessage(byte[] context, int k, int seat, CocktailMessage message)
    {
        if (message.Commitments.Count != k)
        {
            throw new CocktailAbortException(seat, "another number of commitments than the threshold");
        }

        if (!Schnorr.Verify(message.Commitments[0], message.Owned(context), message.Possession))
        {
            throw new CocktailAbortException(seat, "the proof of possession does not hold");
        }
    }

    private static Scalar ReadShare(byte[]? plain, int seat, int sender, CocktailMessage message)
    {
        if (plain is null)
        {
            throw new CocktailAbortException(sender, "its share cannot be decrypted");
        }

        try
        {
            var share = Scalar.Decode(plain.AsSpan(0, P256.ScalarLength));
            return P256.Generator.Multiply(share).Equals(KeySet.Evaluate(message.Commitments, seat))
                ? share
                : throw new CocktailAbortException(sender, "its share does not fit its commitments");
        }
        catch (SealingException)
        {
            throw new CocktailAbortException(sender, "its share is no scalar");
        }
    }

    private static Scalar Evaluate(Scalar[] coefficients, int seat)
    {
        var x = Scalar.From(seat);
        return coefficients.Reverse().Aggregate(Scalar.Zero, (value, c) => value.Multiply(x).Add(c));
    }

    private static void CheckOwnSeat(PoolSession session, int seat, Scalar secret)
    {
        if (session.K < 2 || session.K >= session.N || session.N > PoolSession.MaxSeats)
        {
            throw new SealingException(SealingError.Count, -1, "2 <= k < n <= 15");
        }

        if (seat < 1 || seat > session.N || !P256.Generator.Multiply(secret).Equals(session.SeatKeys[seat - 1]))
        {
            throw new SealingException(SealingError.Seat, -1, "the session names another key for this seat");
        }
    }
}

/// <summary>What a seat knows after round 2.</summary>
/// <param name="Share">Its secret share x_i.</param>
/// <param name="PublicShare">Y_i.</param>
/// <param name="PublicKey">Y.</param>
/// <param name="Transcript">What it signs in round 3.</param>
public sealed record CocktailOutcome(Scalar Share, CurvePoint PublicShare, CurvePoint PublicKey, byte[] Transcript);
