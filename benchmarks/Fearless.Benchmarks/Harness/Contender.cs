namespace Fearless.Benchmarks.Harness;

/// <summary>One way to do the work of a <see cref="Comparison"/>.</summary>
/// <param name="name">What the report calls it.</param>
/// <param name="count">How many times one run does the work; enough that a run takes milliseconds.</param>
internal abstract class Contender(string name, int count)
{
    public string Name { get; } = name;

    public int Count { get; } = count;

    /// <summary>Clears away what the other contenders left behind.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Runs once and measures it.</summary>
    public abstract Sample Run();
}
