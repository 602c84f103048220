using System.Diagnostics.CodeAnalysis;

namespace Fearless;

/// <summary>Makes something of an item, or says that it cannot: <see cref="int.TryParse(string?, out int)"/> is one.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <typeparam name="TResult">The type of what it makes.</typeparam>
/// <param name="item">The item.</param>
/// <param name="result">What it made.</param>
/// <returns>Whether it made something.</returns>
public delegate bool TryFunc<in T, TResult>(T item, [MaybeNullWhen(false)] out TResult result)
    where T : allows ref struct
    where TResult : allows ref struct;
