using System.Buffers;
using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Gathers items whose number is not known in rented buffers, which are chained in order when parts combine.</summary>
internal struct GatherConsumer<T> : IConsumer<GatherConsumer<T>, T>
{
    private const int FirstLength = 64;
    private const int MaxLength = 1 << 16;

    // Copying so many takes as long as it takes to wake a worker, some ten microseconds.
    private const int ParallelCount = 1 << 16;

    private Buffer? _first;
    private Buffer? _last;

    public readonly bool IsFull => false;

    /// <summary>How many items were gathered.</summary>
    public readonly int Count
    {
        get
        {
            int count = 0;
            for (Buffer? buffer = _first; buffer is not null; buffer = buffer.Next)
                count = checked(count + buffer.Count);
            return count;
        }
    }

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        int index = 0;
        while (index < length)
        {
            Buffer buffer = _last is { IsFull: false } last ? last : Append();
            Span<T> free = buffer.Items.AsSpan(buffer.Count);

            // No more slots than there are places: so the inner loop needs not ask whether the buffer is full, and keeps all it has in
            // registers.
            int end = index + Math.Min(length - index, free.Length);
            int used = 0;
            for (; index < end; index++)
            {
                if (block.TryGet(index, out T? item))
                    free[used++] = item;
            }
            buffer.Count += used;
        }
    }

    /// <summary>Takes one item.</summary>
    public void Add(T item)
    {
        Buffer buffer = _last is { IsFull: false } last ? last : Append();
        buffer.Items[buffer.Count++] = item;
    }

    public readonly GatherConsumer<T> Split(long leftSlots) => default;

    public void Combine(GatherConsumer<T> right)
    {
        if (right._first is null)
            return;
        if (_last is null)
            _first = right._first;
        else
            _last.Next = right._first;
        _last = right._last;
    }

    /// <summary>Makes an array of the items, in order, and gives the buffers back.</summary>
    /// <typeparam name="TPlain"><typeparamref name="T"/>, or what that is the erasure of.</typeparam>
    public readonly TPlain[] MoveToArray<TPlain>(WorkerPool pool)
    {
        TPlain[] array = NewArray.Of<TPlain>(Count);
        MoveTo(new ArrayTarget<TPlain, T>(array), pool);
        return array;
    }

    /// <summary>Copies the items out, in order, and gives the buffers back; on all workers if there are many.</summary>
    public readonly void MoveTo<TTarget>(TTarget target, WorkerPool pool)
        where TTarget : struct, ICollectTarget<T>
    {
        int buffers = 0;
        int count = 0;
        for (Buffer? buffer = _first; buffer is not null; buffer = buffer.Next)
        {
            buffer.Start = count;
            count += buffer.Count;
            buffers++;
        }
        if (_first is null)
            return;
        var job = new MoveJob<TTarget>(_first, buffers, target);
        if (count < ParallelCount)
            job.MoveAll();
        else
            pool.Install(ref job);
    }

    private Buffer Append()
    {
        int length = _last is null ? FirstLength : Math.Min(_last.Items.Length * 2, MaxLength);
        var buffer = new Buffer(ArrayPool<T>.Shared.Rent(length));
        if (_last is null)
            _first = buffer;
        else
            _last.Next = buffer;
        _last = buffer;
        return buffer;
    }

    private sealed class Buffer(T[] items)
    {
        public readonly T[] Items = items;
        public int Count;
        public int Start;
        public Buffer? Next;

        public bool IsFull => Count == Items.Length;
    }

    /// <summary>Moves a part of the chain of buffers: splits itself down to one.</summary>
    private readonly struct MoveJob<TTarget>(Buffer first, int buffers, TTarget target) : IForkJob
        where TTarget : struct, ICollectTarget<T>
    {
        public void Execute(ForkContext context)
        {
            if (buffers == 1)
            {
                Move(first);
                return;
            }
            Buffer middle = first;
            for (int skipped = 0; skipped < buffers / 2; skipped++)
                middle = middle.Next!;
            var left = new MoveJob<TTarget>(first, buffers / 2, target);
            var right = new MoveJob<TTarget>(middle, buffers - (buffers / 2), target);
            context.Join(ref left, ref right);
        }

        public void MoveAll()
        {
            for (Buffer? buffer = first; buffer is not null; buffer = buffer.Next)
                Move(buffer);
        }

        private void Move(Buffer buffer)
        {
            buffer.Items.AsSpan(0, buffer.Count).CopyTo(target.GetSpan(buffer.Start, buffer.Count));
            ArrayPool<T>.Shared.Return(buffer.Items, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }
}
