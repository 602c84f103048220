using System.Runtime.InteropServices;

namespace Fearless.Plumbing;

/// <summary>Makes a span of a <see cref="WritableSource{TSource, T}"/> writable again.</summary>
internal readonly struct WritableStage<T> : IStage<ReadOnlySpan<T>, Span<T>>
{
    public bool TryApply(ReadOnlySpan<T> input, out Span<T> output)
    {
        // SAFETY: the items were taken from a span that may be written.
        output = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(input), input.Length);
        return true;
    }
}
