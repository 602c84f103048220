using System.Text;

namespace Fearless.Plumbing;

/// <summary>The Unicode scalar values of a text, with their positions. A slot is a UTF-16 character, and the second one of a pair holds
/// nothing.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
public readonly ref struct RuneSource<TSource> : IParallelSource<(int Index, Rune Rune)>
    where TSource : IContiguousSource<char>, allows ref struct
{
    private readonly TSource _source;

    internal RuneSource(TSource source) => _source = source;

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<(int Index, Rune Rune), TResult>, allows ref struct =>
        _source.OpenContiguous<Callback<TCallback, TResult>, TResult>(new(callback));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback) : IContiguousCallback<char, TResult>
        where TCallback : IProducerCallback<(int Index, Rune Rune), TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IContiguousProducer<char> => _callback.Run(new Producer<TProducer>(producer));
    }

    private readonly struct Producer<TProducer>(TProducer producer) : IProducer<(int Index, Rune Rune)>
        where TProducer : struct, IContiguousProducer<char>
    {
        public long Length => producer.Length;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<(int Index, Rune Rune)>, allows ref struct
        {
            folder.Fold(new Block(producer.GetReadOnlySpan(0, (int)producer.Length), (int)start, count));
            return folder;
        }
    }

    private readonly ref struct Block(ReadOnlySpan<char> text, int start, int length) : IBlock<(int Index, Rune Rune)>
    {
        private readonly ReadOnlySpan<char> _text = text;

        public int Length => length;

        public bool TryGet(int index, out (int Index, Rune Rune) item)
        {
            int position = start + index;
            // What is no pair decodes as the replacement character, as in string.EnumerateRunes.
            Rune.DecodeFromUtf16(_text[position..], out Rune rune, out _);
            item = (position, rune);
            return !SurrogatePairs.AreCutAt(_text, position);
        }
    }
}
