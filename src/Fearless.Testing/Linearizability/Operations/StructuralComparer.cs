using System.Collections;
using System.Runtime.CompilerServices;

namespace Fearless.Testing.Linearizability;

/// <summary>Compares results and states as a reader would: sequences and tuples by what is in them, all else by <c>Equals</c>.</summary>
internal sealed class StructuralComparer : IEqualityComparer<object?>
{
    public static readonly StructuralComparer Instance = new();

    public new bool Equals(object? x, object? y)
    {
        if (ReferenceEquals(x, y))
            return true;
        if (x is null || y is null)
            return false;
        if (AsSequence(x) is { } first && AsSequence(y) is { } second)
            return SequenceEqual(first, second);
        if (x is ITuple xs && y is ITuple ys && x.GetType() == y.GetType())
        {
            for (int i = 0; i < xs.Length; i++)
            {
                if (!Equals(xs[i], ys[i]))
                    return false;
            }
            return true;
        }
        return x.Equals(y);
    }

    public int GetHashCode(object? value)
    {
        if (value is null)
            return 0;
        var hash = default(HashCode);
        if (AsSequence(value) is { } sequence)
        {
            foreach (object? item in sequence)
                hash.Add(GetHashCode(item));
        }
        else if (value is ITuple tuple)
        {
            for (int i = 0; i < tuple.Length; i++)
                hash.Add(GetHashCode(tuple[i]));
        }
        else
        {
            return value.GetHashCode();
        }
        return hash.ToHashCode();
    }

    // A set enumerates in no order that means anything, so its own equality would be needed; sequences are what operations return.
    private static IEnumerable? AsSequence(object value) => value is string ? null : value as IEnumerable;

    private bool SequenceEqual(IEnumerable first, IEnumerable second)
    {
        IEnumerator other = second.GetEnumerator();
        try
        {
            foreach (object? item in first)
            {
                if (!other.MoveNext() || !Equals(item, other.Current))
                    return false;
            }
            return !other.MoveNext();
        }
        finally
        {
            (other as IDisposable)?.Dispose();
        }
    }
}
