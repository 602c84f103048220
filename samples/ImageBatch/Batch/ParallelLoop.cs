using Fearless;

namespace ImageBatch.Batch;

/// <summary>The one place where the batch becomes parallel: each item is a leaf of its own, for a picture is much work.</summary>
internal sealed class ParallelLoop(WorkerPool pool)
{
    /// <summary>The most items that are worked on at one time.</summary>
    public int Workers => pool.Size;

    /// <summary>Calls <paramref name="body"/> once for each item and returns when all calls have returned.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: the calls that had begun have ended, the others were not begun.</exception>
    public void ForEach<T>(T[] items, Action<T> body, CancellationToken cancellationToken) =>
        items.Par().On(pool).WithMaxLength(1).WithCancellation(cancellationToken).ForEach(body);
}
