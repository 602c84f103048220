using System.Collections;
using System.Diagnostics;

namespace Fearless.Testing;

/// <summary>Every result that a program can have, and in how many of the executions explored it had it.</summary>
/// <typeparam name="T">The type of the result; compared with its default comparer.</typeparam>
[DebuggerDisplay("{ToString()}")]
public sealed class Outcomes<T> : IReadOnlyCollection<T>
    where T : notnull
{
    private readonly Dictionary<T, long> _counts = [];

    internal Outcomes()
    {
    }

    /// <summary>How many different results there are.</summary>
    public int Count => _counts.Count;

    /// <summary>What was explored to find them.</summary>
    public ModelReport Report { get; internal set; } = null!;

    /// <summary>In how many executions the program had this result; zero for never.</summary>
    public long this[T outcome] => _counts.GetValueOrDefault(outcome);

    /// <summary>Whether the program can have this result.</summary>
    public bool Contains(T outcome) => _counts.ContainsKey(outcome);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _counts.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The table, one result a line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, _counts.Select(static pair => $"{pair.Key}: {pair.Value}"));

    internal void Add(T outcome) => _counts[outcome] = _counts.GetValueOrDefault(outcome) + 1;
}
