using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>A value that does not fit into a reference. It never changes, so that reading it is not torn however large it is.</summary>
internal sealed class SkipBox<TValue>(TValue value)
{
    // Written before the box is published by compare-and-swap.
    private Checked<TValue> _value = new(value);

    public TValue Value => _value.Read();
}
