using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Keeps what one execution does to memory that is not its own.</summary>
/// <param name="owner">The execution; what is made in it is its own.</param>
internal sealed class Recorder(Scope owner)
{
    private readonly HashSet<(Place, AccessKind, LockSet, SyntaxNode)> _seen = [];
    private readonly List<Access> _accesses = [];

    public IReadOnlyList<Access> Accesses => _accesses;

    public bool Owns(Root root) => owner.Contains(root.Scope);

    public void Add(Access access)
    {
        if (!Owns(access.Place.Root) && _seen.Add((access.Place, access.Kind, access.Locks, access.At)))
            _accesses.Add(access);
    }
}
