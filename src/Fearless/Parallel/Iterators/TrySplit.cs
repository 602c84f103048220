using System.Diagnostics.CodeAnalysis;

namespace Fearless;

/// <summary>Splits work in two, or says that it is too small for that.</summary>
/// <typeparam name="T">The type of the work.</typeparam>
/// <param name="work">The work; the left part of it afterwards, if it was split.</param>
/// <param name="right">The right part.</param>
/// <returns>Whether it was split. If not, <paramref name="work"/> is as before.</returns>
public delegate bool TrySplit<T>(ref T work, [MaybeNullWhen(false)] out T right);
