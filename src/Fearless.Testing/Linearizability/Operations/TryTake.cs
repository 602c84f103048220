namespace Fearless.Testing;

/// <summary>Takes something out of <paramref name="source"/> if something is there, as <c>TryDequeue</c>, <c>TryPop</c> or <c>TryTake</c>
/// do.</summary>
/// <typeparam name="TSource">The type of what is taken from.</typeparam>
/// <typeparam name="T">The type of what is taken.</typeparam>
/// <param name="source">What is taken from.</param>
/// <param name="item">What was taken; of no meaning when there was nothing.</param>
/// <returns>Whether something was there.</returns>
public delegate bool TryTake<TSource, T>(TSource source, out T? item);
