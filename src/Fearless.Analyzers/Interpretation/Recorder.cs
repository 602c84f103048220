using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Keeps what one execution does to memory that is not its own.</summary>
/// <param name="owner">The execution; what is made in it is its own.</param>
internal sealed class Recorder(Scope owner)
{
    private readonly HashSet<(Place, AccessKind, LockSet, SyntaxNode)> _seen = [];
    private readonly List<Access> _accesses = [];
    private readonly Dictionary<ISymbol, Root> _ownStatics = new(SymbolEqualityComparer.Default);

    public IReadOnlyList<Access> Accesses => _accesses;

    /// <summary>The static fields that each thread has for itself, as far as they were used.</summary>
    public IReadOnlyDictionary<ISymbol, Root> OwnStatics => _ownStatics;

    /// <summary>A static field that each thread has for itself: the one of this execution.</summary>
    public Root OwnStatic(IFieldSymbol field)
    {
        if (!_ownStatics.TryGetValue(field, out Root? root))
            _ownStatics.Add(field, root = new Root(RootKind.Static, field.Name, field, owner));
        return root;
    }

    public bool Owns(Root root) => owner.Contains(root.Scope);

    public void Add(Access access)
    {
        if (!Owns(access.Place.Root) && _seen.Add((access.Place, access.Kind, access.Locks, access.At)))
            _accesses.Add(access);
    }
}
