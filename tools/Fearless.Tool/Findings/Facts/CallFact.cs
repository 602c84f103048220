namespace Fearless.Tool.Findings.Facts;

/// <summary>A call of a method with source.</summary>
/// <param name="Callee">The method.</param>
/// <param name="Receiver">Whose the object is that it is called on.</param>
/// <param name="Arguments">Whose the objects are that it is given: the furthest of them.</param>
/// <param name="Depth">In how many loops it is called.</param>
/// <param name="HasLargeArgument">Whether it is given a large number.</param>
internal readonly record struct CallFact(MethodKey Callee, Owner Receiver, Owner Arguments, int Depth, bool HasLargeArgument);
