namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>Choices that are the same for the same seed.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number from zero up to one below <paramref name="count"/>.</summary>
    public int Below(int count) => _random.Next(count);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of these.</summary>
    public T Of<T>(params ReadOnlySpan<T> items) => items[Below(items.Length)];
}
