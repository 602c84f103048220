using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Keeps what one execution does to memory that is not its own.</summary>
/// <param name="owner">The execution; what is made in it is its own.</param>
internal sealed class Recorder(Scope owner)
{
    // Bounds what is kept of code that is reached in many ways, and so the work for whoever calls it. What lies further away than this is
    // hardly ever shared by way of what the execution was given.
    private const int MaxPlacesOfOne = 8;
    private const int MaxSteps = 8;

    private readonly HashSet<(Place, AccessKind, LockSet, Timing, SyntaxNode)> _seen = [];
    private readonly Dictionary<(SyntaxNode, AccessKind), int> _places = [];
    private readonly List<Access> _accesses = [];
    private readonly Dictionary<ISymbol, Root> _ownStatics = new(SymbolEqualityComparer.Default);

    private readonly List<Doubt> _doubts = [];

    /// <summary>The execution.</summary>
    public Scope Owner => owner;

    public IReadOnlyList<Access> Accesses => _accesses;

    /// <summary>What it does that nothing is known of, and others may meet.</summary>
    public IReadOnlyList<Doubt> Doubts => _doubts;

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

    public void Add(Doubt doubt)
    {
        ImmutableArray<Place> shared = doubt.On.RemoveAll(place => Owns(place.Root));
        if ((doubt.On.IsEmpty || !shared.IsEmpty) && !_doubts.Exists(other => other.At == doubt.At && other.Rule == doubt.Rule))
            _doubts.Add(doubt with { On = shared });
    }

    public void Add(Access access)
    {
        if (access.Place.Path.Length > MaxSteps || Owns(access.Place.Root) || !_seen.Add((access.Place, access.Kind, access.Locks, access.Timing, access.At)))
            return;
        _places.TryGetValue((access.At, access.Kind), out int places);
        if (places == MaxPlacesOfOne)
            return;
        _places[(access.At, access.Kind)] = places + 1;
        _accesses.Add(access);
    }
}
