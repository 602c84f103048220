using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A value of any type that several threads read and replace as a whole, and never see half replaced.</summary>
/// <remarks>
/// How it is kept depends on the type alone:
/// <list type="bullet">
/// <item><description>up to eight bytes without references, and types that are one reference: in one word. Everything is lock-free and
/// allocates nothing.</description></item>
/// <item><description>larger structs with references: in an immutable object, which a write replaces by another. Reading is wait-free,
/// writing is lock-free and allocates the object.</description></item>
/// <item><description>larger structs without references: in words under a sequence lock. Nothing allocates. Readers write to no shared
/// memory, and begin anew when the value was replaced meanwhile; readers and writers wait for a writer that is copying.</description></item>
/// </list>
/// <see cref="IsLockFree"/> says whether it is one of the first two. No code of the user, such as comparers and the delegates of
/// <see cref="Update(Func{T, T})"/>, runs while others have to wait for it.
/// <para>For numbers and flags that are only counted up or set, <see cref="AtomicLong"/>, <see cref="AtomicInt"/> and
/// <see cref="AtomicBool"/> are cheaper still, as they lie in the object that uses them; <see cref="AtomicRef{T}"/> compares references by
/// identity, where this compares them by the type's own equality.</para>
/// <para><b>Memory ordering.</b> A read sees everything that happened before the write whose value it returns. Writes, exchanges and
/// successful comparisons have one order that all threads agree on.</para>
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
/// <example><code>
/// var range = new AtomicCell&lt;(DateTime From, DateTime To)&gt;((DateTime.UnixEpoch, DateTime.UnixEpoch));
/// range.Write((DateTime.UnixEpoch, DateTime.Now));              // both or neither is seen
/// range.Update(static range =&gt; (range.From, range.To.AddDays(1)));
/// TimeSpan length = range.Read().To - range.Read().From;        // two reads: not the same moment
/// </code></example>
[DebuggerDisplay("{Read()}")]
public sealed class AtomicCell<T>
{
    // INVARIANT: one of the three is used, by the type alone. The compiler of the runtime knows which, and leaves out the code for the others.
    private AtomicLong _word;
    private AtomicRef<object> _reference;
    private readonly SequencedWords? _words;

    /// <summary>Creates a cell.</summary>
    /// <param name="value">The value to start with.</param>
    public AtomicCell(T value)
    {
        if (IsWord)
        {
            _word = new AtomicLong(ToBits(value));
        }
        else if (IsReference || IsBoxed)
        {
            _reference = new AtomicRef<object>(ToReference(value));
        }
        else
        {
            _words = new SequencedWords(WordCount);
            Store(value);
        }
    }

    /// <summary>Whether no thread ever waits for another one here. By the type alone: see the remarks of the class.</summary>
    public bool IsLockFree => IsWord || IsReference || IsBoxed;

    private static bool IsWord => !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && Unsafe.SizeOf<T>() <= sizeof(long);

    // As long as a reference and with a reference in it, it is one: of a class, or a struct of one field.
    private static bool IsReference => RuntimeHelpers.IsReferenceOrContainsReferences<T>() && Unsafe.SizeOf<T>() == Unsafe.SizeOf<object>();

    private static bool IsBoxed => RuntimeHelpers.IsReferenceOrContainsReferences<T>() && !IsReference;

    private static int WordCount => (Unsafe.SizeOf<T>() + sizeof(long) - 1) / sizeof(long);

    /// <summary>Reads the value.</summary>
    /// <returns>A value that was written as a whole.</returns>
    public T Read() => Load(out _);

    /// <summary>Writes the value.</summary>
    /// <param name="value">The new value.</param>
    public void Write(T value) => Store(value);

    /// <summary>Writes the value and returns the one before.</summary>
    /// <param name="value">The new value.</param>
    /// <returns>The value that it replaced.</returns>
    public T Exchange(T value)
    {
        if (IsWord)
            return FromBits(_word.Exchange(ToBits(value)));
        if (IsReference || IsBoxed)
            return FromReference(_reference.Exchange(ToReference(value)));
        var backoff = default(Backoff);
        while (true)
        {
            T before = Load(out Version version);
            if (TryStore(version, value))
                return before;
            backoff.Spin();
        }
    }

    /// <summary>Writes the type's default value and returns the one before.</summary>
    /// <returns>The value that was there.</returns>
    public T Take() => Exchange(default!);

    /// <summary>Writes <paramref name="value"/> if the value is equal to <paramref name="expected"/>.</summary>
    /// <param name="expected">What the value must be equal to, by <see cref="EqualityComparer{T}.Default"/>.</param>
    /// <param name="value">The new value.</param>
    /// <returns>Whether it was written.</returns>
    public bool CompareAndSet(T expected, T value) => CompareExchange(expected, value, out _);

    /// <summary>Writes <paramref name="value"/> if the value is equal to <paramref name="expected"/>, and tells the value before.</summary>
    /// <param name="expected">What the value must be equal to, by <see cref="EqualityComparer{T}.Default"/>. If the type's equality throws, the
    /// exception comes out here and nothing was written.</param>
    /// <param name="value">The new value.</param>
    /// <param name="before">The value that was there: the one replaced, or the one that was not equal.</param>
    /// <returns>Whether it was written.</returns>
    public bool CompareExchange(T expected, T value, out T before)
    {
        var backoff = default(Backoff);
        while (true)
        {
            before = Load(out Version version);
            if (!EqualityComparer<T>.Default.Equals(before, expected))
                return false;
            // RACE: another value came in between, perhaps an equal one. Looked at again.
            if (TryStore(version, value))
                return true;
            backoff.Spin();
        }
    }

    /// <summary>Replaces the value by what <paramref name="change"/> makes of it.</summary>
    /// <param name="change">Makes the new value. Called again, with the newer value, if another thread was faster; so it should do nothing else.
    /// If it throws, the exception comes out here and nothing was written.</param>
    /// <returns>The new value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public T Update(Func<T, T> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Update(change, static (value, change) => change(value));
    }

    /// <summary>Replaces the value by what <paramref name="change"/> makes of it. Allocates nothing for the delegate when it is a static
    /// lambda.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">What the change needs.</param>
    /// <param name="change">Makes the new value. Called again, with the newer value, if another thread was faster; so it should do nothing else.
    /// If it throws, the exception comes out here and nothing was written.</param>
    /// <returns>The new value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public T Update<TState>(TState state, Func<T, TState, T> change)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(change);
        var backoff = default(Backoff);
        while (true)
        {
            T changed = change(Load(out Version version), state);
            if (TryStore(version, changed))
                return changed;
            backoff.Spin();
        }
    }

    private T Load(out Version version)
    {
        version = default;
        if (IsWord)
        {
            version.Word = _word.Read();
            return FromBits(version.Word);
        }
        if (IsReference || IsBoxed)
        {
            version.Reference = _reference.Read();
            return FromReference(version.Reference);
        }
        Unsafe.SkipInit(out Padded padded);
        version.Word = _words!.Read(Words(ref padded));
        return padded.Value;
    }

    /// <summary>Writes the value if nothing was written since <paramref name="version"/>.</summary>
    private bool TryStore(in Version version, T value)
    {
        if (IsWord)
            return _word.CompareAndSet(version.Word, ToBits(value));
        if (IsReference || IsBoxed)
            return _reference.CompareAndSet(version.Reference, ToReference(value));
        Padded padded = default;
        padded.Value = value;
        return _words!.TryWrite(version.Word, Words(ref padded));
    }

    private void Store(T value)
    {
        if (IsWord)
        {
            // ORDERING: a full fence, so that writes have one order with all else; a plain release would let this thread read another cell first.
            _word.Exchange(ToBits(value));
        }
        else if (IsReference || IsBoxed)
        {
            _reference.Exchange(ToReference(value));
        }
        else
        {
            Padded padded = default;
            padded.Value = value;
            var backoff = default(Backoff);
            while (!_words!.TryWrite(_words.Version(), Words(ref padded)))
                backoff.Spin();
        }
    }

    // SAFETY: only where T has no references and at most eight bytes. Bytes that T does not fill stay zero.
    private static long ToBits(T value)
    {
        long bits = 0;
        Unsafe.WriteUnaligned(ref Unsafe.As<long, byte>(ref bits), value);
        return bits;
    }

    // SAFETY: as above.
    private static T FromBits(long bits) => Unsafe.ReadUnaligned<T>(ref Unsafe.As<long, byte>(ref bits));

    // SAFETY: IsReference says that T is one reference and nothing else.
    private static object? ToReference(T value) => IsReference ? Unsafe.As<T, object?>(ref value) : new Box(value);

    // SAFETY: what is read was put there by ToReference.
    private static T FromReference(object? reference) =>
        IsReference ? Unsafe.As<object?, T>(ref reference) : Unsafe.As<Box>(reference)!.Value.Read();

    // SAFETY: only where T has no references. The words end within Padded, which goes on for eight bytes behind the value.
    private static Span<long> Words(ref Padded padded) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<Padded, long>(ref padded), WordCount);

    /// <summary>Identifies what was read.</summary>
    private struct Version
    {
        public long Word;
        public object? Reference;
    }

    private struct Padded
    {
        public T Value;
#pragma warning disable CS0169, CA1823, IDE0044, IDE0051 // It only takes up room.
        private long _behind;
#pragma warning restore CS0169, CA1823, IDE0044, IDE0051
    }

    /// <summary>A value that never changes.</summary>
    private sealed class Box(T value)
    {
        public Checked<T> Value = new(value);
    }
}
