namespace Fearless.Testing.Linearizability;

/// <summary>What the arguments of one scenario are drawn from.</summary>
internal sealed class ArgumentSource(Random random)
{
    private int _distinct;

    public Random Random { get; } = random;

    public int NextDistinct() => ++_distinct;
}
