using Fearless;

namespace ImageBatch.Batch;

/// <summary>The one place where the batch becomes parallel: each item is a job of its own, which idle workers steal.</summary>
/// <remarks>
/// With parallel iterators, <see cref="ForEach"/> is
/// <c>pool.Install(() => items.Par().WithCancellation(cancellationToken).ForEach(body))</c>, with leaves of one item: a picture is much work.
/// </remarks>
internal sealed class ParallelLoop(WorkerPool pool)
{
    /// <summary>The most items that are worked on at one time.</summary>
    public int Workers => pool.Size;

    /// <summary>Calls <paramref name="body"/> once for each item and returns when all calls have returned.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: the calls that had begun have ended, the others were not begun.</exception>
    public void ForEach<T>(T[] items, Action<T> body, CancellationToken cancellationToken)
    {
        var job = new Slice<T>(items, 0, items.Length, body, cancellationToken);
        pool.Install(ref job);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private readonly struct Slice<T>(T[] items, int start, int end, Action<T> body, CancellationToken cancellationToken) : IForkJob
    {
        public void Execute(ForkContext context)
        {
            if (cancellationToken.IsCancellationRequested || start == end)
                return;
            if (end - start == 1)
            {
                body(items[start]);
                return;
            }

            int middle = start + ((end - start) / 2);
            var left = new Slice<T>(items, start, middle, body, cancellationToken);
            var right = new Slice<T>(items, middle, end, body, cancellationToken);
            context.Join(ref left, ref right);
        }
    }
}
