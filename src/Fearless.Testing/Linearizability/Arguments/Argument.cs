namespace Fearless.Testing;

/// <summary>Where the arguments of generated operations come from.</summary>
/// <remarks>Few different values make threads meet on the same ones, and that is where the bugs are.</remarks>
public static class Argument
{
    /// <summary>A number between <paramref name="from"/> and <paramref name="to"/>, both included.</summary>
    /// <param name="from">The smallest number.</param>
    /// <param name="to">The greatest number.</param>
    /// <returns>The generator.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> is less than <paramref name="from"/>.</exception>
    public static Argument<int> Between(int from, int to)
    {
        if (to < from)
            throw new ArgumentOutOfRangeException(nameof(to), to, $"There is no number from {from} to {to}. Pass the smaller one first.");
        return new(source => (int)source.Random.NextInt64(from, to + 1L));
    }

    /// <summary>The numbers 1, 2, 3 and so on: none comes twice in a scenario.</summary>
    /// <returns>The generator.</returns>
    /// <remarks>For what is put into a queue or a stack: every item can then be told from every other, so none can take its
    /// place.</remarks>
    public static Argument<int> Distinct() => new(static source => source.NextDistinct());

    /// <summary><see langword="true"/> or <see langword="false"/>.</summary>
    /// <returns>The generator.</returns>
    public static Argument<bool> Bool() => new(static source => source.Random.Next(2) == 0);

    /// <summary>One of <paramref name="values"/>, each as likely as any other.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">What to choose from; at least one.</param>
    /// <returns>The generator.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    public static Argument<T> OneOf<T>(params T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
            throw new ArgumentException("There is nothing to choose from. Pass at least one value.", nameof(values));
        T[] choices = [.. values];
        return new(source => choices[source.Random.Next(choices.Length)]);
    }

    /// <summary>Two arguments in one, for an operation that takes two.</summary>
    /// <typeparam name="TFirst">The type of the first one.</typeparam>
    /// <typeparam name="TSecond">The type of the second one.</typeparam>
    /// <param name="first">Generates the first one.</param>
    /// <param name="second">Generates the second one.</param>
    /// <returns>The generator.</returns>
    public static Argument<(TFirst First, TSecond Second)> Pair<TFirst, TSecond>(Argument<TFirst> first, Argument<TSecond> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new(source => (first.Generate(source), second.Generate(source)));
    }
}
