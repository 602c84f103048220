using System.Runtime.CompilerServices;

namespace Fearless.Collections;

/// <summary>Looks for a key.</summary>
internal readonly struct KeyProbe<TKey>(TKey sought, IComparer<TKey>? comparer) : ISkipProbe<TKey>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CompareTo(TKey key) => KeyOrder.Compare(comparer, sought, key);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBehind(TKey key) => CompareTo(key) > 0;
}

/// <summary>Looks for a key of a value type in its default order.</summary>
internal readonly struct DefaultProbe<TKey>(TKey sought) : ISkipProbe<TKey>
{
    public TKey Sought => sought;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CompareTo(TKey key) => Comparer<TKey>.Default.Compare(sought, key);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBehind(TKey key) => KeyOrder.IsGreater(sought, key);
}

/// <summary>Looks for a key by something that stands for it.</summary>
internal readonly ref struct AlternateProbe<TAlternate, TKey>(TAlternate sought, IAlternateComparer<TAlternate, TKey> comparer)
    : ISkipProbe<TKey>
    where TAlternate : allows ref struct
{
    private readonly TAlternate _sought = sought;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CompareTo(TKey key) => comparer.Compare(_sought, key);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBehind(TKey key) => comparer.Compare(_sought, key) > 0;
}

/// <summary>Looks for the place right before the key that another probe looks for.</summary>
internal readonly ref struct BeforeProbe<TKey, TProbe>(TProbe probe) : ISkipProbe<TKey>
    where TProbe : struct, ISkipProbe<TKey>, allows ref struct
{
    private readonly TProbe _probe = probe;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CompareTo(TKey key) => _probe.IsBehind(key) ? 1 : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBehind(TKey key) => _probe.IsBehind(key);
}

/// <summary>Looks for the place right behind the key that another probe looks for.</summary>
internal readonly ref struct BehindProbe<TKey, TProbe>(TProbe probe) : ISkipProbe<TKey>
    where TProbe : struct, ISkipProbe<TKey>, allows ref struct
{
    private readonly TProbe _probe = probe;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CompareTo(TKey key) => _probe.CompareTo(key) >= 0 ? 1 : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBehind(TKey key) => _probe.CompareTo(key) >= 0;
}

/// <summary>Looks for the place before every key.</summary>
internal readonly struct StartProbe<TKey> : ISkipProbe<TKey>
{
    public int CompareTo(TKey key) => -1;

    public bool IsBehind(TKey key) => false;
}

/// <summary>Looks for the place behind every key.</summary>
internal readonly struct EndProbe<TKey> : ISkipProbe<TKey>
{
    public int CompareTo(TKey key) => 1;

    public bool IsBehind(TKey key) => true;
}
