namespace Fearless.Analyzers.Knowledge;

/// <summary>
/// What is known of the base class library and of Fearless itself, whose code is not looked at. It is read from the text files of the folder
/// <c>Facts</c>, one fact a line; their format is described at the top of <c>base-library.txt</c>.
/// </summary>
internal sealed class KnowledgeBase
{
    private static readonly Lazy<KnowledgeBase> Shared = new(static () => FactReader.Read("base-library.txt", "collections.txt", "fearless.txt"));

    public static KnowledgeBase Default => Shared.Value;

    public Dictionary<string, List<Start>> Starts { get; } = [];

    public Dictionary<string, List<LockFact>> Locks { get; } = [];

    public Dictionary<string, EffectFact> Effects { get; } = [];

    public Dictionary<string, TypeFact> Types { get; } = [];

    /// <summary>The methods that wait for strands, and whether these are the receiver's or the arguments'.</summary>
    public Dictionary<string, string> Joins { get; } = [];

    /// <summary>The types and methods whose <c>ref</c> arguments are accessed atomically, and whether they are only read.</summary>
    public Dictionary<string, bool> Atomics { get; } = [];

    /// <summary>What a method's result is made of, by a word that the engine understands, such as <c>slice</c>.</summary>
    public Dictionary<string, string> Results { get; } = [];

    /// <summary>The simple names of all that may start a strand: what is looked for before anything is bound.</summary>
    public HashSet<string> StarterNames { get; } = [];

    public IReadOnlyList<Start> StartsOf(IMethodSymbol method) =>
        Starts.TryGetValue(NameOf(method), out var starts) || Starts.TryGetValue(NameOf(method.ContainingType) + ".*", out starts) ? starts : [];

    public IReadOnlyList<LockFact> LocksOf(IMethodSymbol method) => Locks.TryGetValue(NameOf(method), out var locks) ? locks : [];

    public EffectFact? EffectOf(IMethodSymbol method) => Effects.TryGetValue(NameOf(method), out EffectFact? effect) ? effect : null;

    /// <summary>How a method accesses what it is given by reference: <see langword="true"/> where it only reads atomically.</summary>
    public bool? AtomicReadOf(IMethodSymbol method) =>
        Atomics.TryGetValue(NameOf(method), out bool reads) || Atomics.TryGetValue(NameOf(method.ContainingType), out reads) ? reads : null;

    public string? JoinOf(IMethodSymbol method) => Joins.TryGetValue(NameOf(method), out string? what) ? what : null;

    public string? ResultOf(IMethodSymbol method) => Results.TryGetValue(NameOf(method), out string? result) ? result : null;

    public TypeFact? FactOf(ITypeSymbol? type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (Types.TryGetValue(NameOf(current), out TypeFact? fact))
                return fact;
        }
        return null;
    }

    public static string NameOf(IMethodSymbol method)
    {
        method = method.ReducedFrom ?? method;
        INamedTypeSymbol? type = method.ContainingType;
        // The members of an extension block belong to the class around it.
        while (type is { TypeKind: TypeKind.Extension })
            type = type.ContainingType;
        return (type is null ? "" : NameOf(type) + ".") + method.Name;
    }

    public static string NameOf(ITypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return NameOf(outer) + "." + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName : type.MetadataName;
    }
}
