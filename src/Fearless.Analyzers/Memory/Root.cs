using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Memory;

/// <summary>Where a path through memory begins.</summary>
internal enum RootKind
{
    /// <summary>A local variable or a parameter itself: what a closure captures.</summary>
    Variable,

    /// <summary>An object that a method is given: <c>this</c>, what a parameter refers to.</summary>
    Given,

    /// <summary>A static field.</summary>
    Static,

    /// <summary>An object made in code that was looked at, which nothing else refers to yet.</summary>
    Fresh,
}

/// <summary>A variable, a static field, or an object; two roots are never the same memory.</summary>
/// <param name="kind">What it is.</param>
/// <param name="name">What messages call it.</param>
/// <param name="symbol">The variable, parameter or field, if it has one; of an object that was made in code that was looked at, its type.</param>
/// <param name="scope">The execution that it belongs to; <see langword="null"/> for what belongs to none.</param>
internal sealed class Root(RootKind kind, string name, ISymbol? symbol, Scope? scope)
{
    public RootKind Kind { get; } = kind;

    public string Name { get; } = name;

    public ISymbol? Symbol { get; } = symbol;

    public Scope? Scope { get; } = scope;

    /// <summary>The same in another execution of its scope.</summary>
    public Root In(Scope? scope) => new(Kind, Name, Symbol, scope);

    public override string ToString() => Name;
}
