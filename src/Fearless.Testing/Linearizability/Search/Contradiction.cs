namespace Fearless.Testing.Linearizability;

/// <summary>A history that no order explains.</summary>
/// <param name="History">The history, or the part of it that has the key; with the order that the consistency keeps.</param>
/// <param name="Key">The key of the part, if histories are divided.</param>
/// <param name="Verdict">How far an order gets.</param>
internal sealed record Contradiction<TSubject, TModel>(History<TSubject, TModel> History, object? Key, Verdict Verdict);
