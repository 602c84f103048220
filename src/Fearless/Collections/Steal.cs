namespace Fearless.Collections;

/// <summary>Makes values of <see cref="Steal{T}"/>, and attempts to steal from several places, one after the other.</summary>
public static class Steal
{
    /// <summary>There was nothing.</summary>
    /// <typeparam name="T">The type of the item.</typeparam>
    /// <returns>The value that says so.</returns>
    public static Steal<T> Empty<T>() => Steal<T>.Empty;

    /// <summary>There was something, but another thread was faster.</summary>
    /// <typeparam name="T">The type of the item.</typeparam>
    /// <returns>The value that says so.</returns>
    public static Steal<T> Retry<T>() => Steal<T>.Retry;

    /// <summary>There is an item.</summary>
    /// <typeparam name="T">The type of the item.</typeparam>
    /// <param name="value">The item.</param>
    /// <returns>The value that holds it.</returns>
    public static Steal<T> Success<T>(T value) => Steal<T>.Success(value);

    /// <summary>Tries each of <paramref name="stealers"/> until one has an item.</summary>
    /// <remarks>They are tried in their order. Workers that all begin at the same one get in each other's way: begin at random.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="stealers">Where to steal.</param>
    /// <returns>The first success; if there is none, an advice to retry if one attempt gave it, or else
    /// nothing.</returns>
    public static Steal<T> From<T>(params ReadOnlySpan<Stealer<T>> stealers)
    {
        Steal<T> best = Steal<T>.Empty;
        foreach (Stealer<T> stealer in stealers)
        {
            best = best.OrElse(stealer, static stealer => stealer.Steal());
            if (best.IsSuccess)
                break;
        }
        return best;
    }

    /// <summary>Takes attempts until one brings an item. The sequence is enumerated no further than that.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="attempts">Attempts, each of which is made when the sequence gets there.</param>
    /// <returns>The first success; if there is none, an advice to retry if one attempt gave it, or else
    /// nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="attempts"/> is null.</exception>
    public static Steal<T> FirstSuccess<T>(this IEnumerable<Steal<T>> attempts)
    {
        ArgumentNullException.ThrowIfNull(attempts);
        Steal<T> best = Steal<T>.Empty;
        foreach (Steal<T> attempt in attempts)
        {
            if (attempt.IsSuccess)
                return attempt;
            if (attempt.IsRetry)
                best = attempt;
        }
        return best;
    }
}
