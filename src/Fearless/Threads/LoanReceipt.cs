namespace Fearless;

/// <summary>The borrower's word that it has its own spans over what was lent, so that the lender may unpin.</summary>
internal sealed class LoanReceipt
{
    private SingleWaiterCompletion _given;

    /// <summary>Given by the borrower once its spans are in its frame, or when it will never use them.</summary>
    public void Give() => _given.Set();

    /// <summary>The lender's wait, with the memory pinned.</summary>
    public void Await() => _given.Wait();
}
