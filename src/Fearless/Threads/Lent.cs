namespace Fearless;

/// <summary>A span that is lent to a thread of a scope, and the receipt that its lender may wait for.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="loan">The span, pinned until the receipt is given.</param>
/// <param name="receipt">Null if the memory does not move as long as the scope lasts.</param>
internal readonly struct Lent<T>(SpanLoan<T> loan, LoanReceipt? receipt)
{
    /// <summary>What the lender waits for before it unpins; null if it need not wait.</summary>
    public LoanReceipt? Receipt => receipt;

    /// <summary>The borrower's own span, for which it gives the receipt.</summary>
    public Span<T> Take()
    {
        // SAFETY: the span is in this frame, where the collector sees it, before the lender may unpin.
        Span<T> span = loan.Take();
        receipt?.Give();
        return span;
    }
}
