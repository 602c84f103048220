using System.Buffers;
using System.Text.Unicode;

namespace Fearless.Plumbing;

/// <summary>The UTF-8 bytes of a text. A slot is a UTF-16 character, and the first one of a pair holds the bytes of both.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
public readonly ref struct Utf8Source<TSource> : IParallelSource<byte>
    where TSource : IContiguousSource<char>, allows ref struct
{
    private readonly TSource _source;

    internal Utf8Source(TSource source) => _source = source;

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<byte, TResult>, allows ref struct => _source.OpenContiguous<Callback<TCallback, TResult>, TResult>(new(callback));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback) : IContiguousCallback<char, TResult>
        where TCallback : IProducerCallback<byte, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IContiguousProducer<char> => _callback.Run(new Producer<TProducer>(producer));
    }

    private readonly struct Producer<TProducer>(TProducer producer) : IProducer<byte>
        where TProducer : struct, IContiguousProducer<char>
    {
        // As many bytes are made before the loop at the end of the pipeline has them: they stay in the nearest cache.
        private const int MaxBytes = 4096;

        private const int MaxBytesOfChar = 3;

        public long Length => producer.Length;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<byte>, allows ref struct
        {
            ReadOnlySpan<char> text = producer.GetReadOnlySpan(0, (int)producer.Length);
            ReadOnlySpan<char> part = text[Begin(text, (int)start)..Begin(text, (int)start + count)];
            byte[] bytes = ArrayPool<byte>.Shared.Rent((int)Math.Min(MaxBytes, (long)MaxBytesOfChar * part.Length));
            while (part.Length > 0 && !folder.IsFull)
            {
                Utf8.FromUtf16(part, bytes, out int read, out int written);
                folder.Fold(new SpanBlock<byte>(bytes.AsSpan(0, written)));
                part = part[read..];
            }
            ArrayPool<byte>.Shared.Return(bytes);
            return folder;
        }

        // The bytes of a pair are in the slot of its first character.
        private static int Begin(ReadOnlySpan<char> text, int position) => SurrogatePairs.AreCutAt(text, position) ? position + 1 : position;
    }
}
