using Fearless.Testing.Linearizability;

namespace Fearless.Testing;

/// <summary>Generates the arguments of an operation; the same ones for the same seed.</summary>
/// <typeparam name="T">The type of the arguments.</typeparam>
public sealed class Argument<T>
{
    private readonly Func<ArgumentSource, T> _generate;

    internal Argument(Func<ArgumentSource, T> generate) => _generate = generate;

    /// <summary>Makes another argument of each.</summary>
    /// <typeparam name="TResult">The type of the others.</typeparam>
    /// <param name="selector">Makes one; the same one of the same argument.</param>
    /// <returns>The generator.</returns>
    public Argument<TResult> Select<TResult>(Func<T, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return new(source => selector(_generate(source)));
    }

    internal T Generate(ArgumentSource source) => _generate(source);
}
