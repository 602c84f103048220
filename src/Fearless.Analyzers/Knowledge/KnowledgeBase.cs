using System.Runtime.CompilerServices;

namespace Fearless.Analyzers.Knowledge;

/// <summary>
/// What is known of the base class library and of Fearless itself, whose code is not looked at. It is read from the text files of the folder
/// <c>Facts</c>, one fact a line; their format is described at the top of <c>base-library.txt</c>.
/// </summary>
internal sealed class KnowledgeBase
{
    private static readonly Lazy<KnowledgeBase> Shared = new(static () => FactReader.Read("base-library.txt", "collections.txt", "fearless.txt", "moves.txt"));

    public static KnowledgeBase Default => Shared.Value;

    // What is known of each method that was asked for, so that its name is put together once.
    private readonly ConditionalWeakTable<ISymbol, MethodFacts> _methods = new();

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

    /// <summary>The interfaces that a struct implements to be given instead of a delegate, and their method.</summary>
    public Dictionary<string, string> Functions { get; } = [];

    /// <summary>The methods that something is given away to.</summary>
    public Dictionary<string, List<Transfer>> Transfers { get; } = [];

    /// <summary>The types whose values belong to whoever was given them last.</summary>
    public Dictionary<string, Transfer> MoveOnlyTypes { get; } = [];

    /// <summary>The methods that signal, or wait for signals.</summary>
    public Dictionary<string, SignalFact> Signals { get; } = [];

    /// <summary>The types of what is waited for, and whether those derived from one are so, too: what signals is in the type itself.</summary>
    public Dictionary<string, bool> AwaitedTypes { get; } = [];

    /// <summary>The types and methods that reach memory by ways that no type tells.</summary>
    public HashSet<string> Beyond { get; } = [];

    /// <summary>The simple names of all that may start a strand: what is looked for before anything is bound.</summary>
    public HashSet<string> StarterNames { get; } = [];

    public IReadOnlyList<Start> StartsOf(IMethodSymbol method) => Of(method).Starts;

    public IReadOnlyList<LockFact> LocksOf(IMethodSymbol method) => Of(method).Locks;

    public EffectFact? EffectOf(IMethodSymbol method) => Of(method).Effect;

    /// <summary>How a method accesses what it is given by reference: <see langword="true"/> where it only reads atomically.</summary>
    public bool? AtomicReadOf(IMethodSymbol method) => Of(method).OnlyReadsAtomically;

    public string? JoinOf(IMethodSymbol method) => Of(method).Join;

    public string? ResultOf(IMethodSymbol method) => Of(method).Result;

    /// <summary>Whether it is said what the method does: then its code is not looked at, even where it is there.</summary>
    public bool Describes(IMethodSymbol method) => Of(method).IsDescribed;

    /// <summary>Whether it reaches memory by ways that no type tells: unsafe helpers, reflection, native code.</summary>
    public bool IsBeyond(IMethodSymbol method) => method is { IsExtern: true, DeclaringSyntaxReferences.IsEmpty: false } || Of(method).IsBeyond;

    public SignalFact? SignalOf(IMethodSymbol method) => Of(method).Signal;

    /// <summary>Whether objects of a type are waited for until others have signaled.</summary>
    public bool IsAwaited(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (AwaitedTypes.TryGetValue(NameOf(current.OriginalDefinition), out bool derivedAre) && (derivedAre || SymbolEqualityComparer.Default.Equals(current, type)))
                return true;
        }
        return false;
    }

    private MethodFacts Of(IMethodSymbol method) => _methods.GetValue(method.OriginalDefinition, symbol => MethodFacts.Of((IMethodSymbol)symbol, this));

    /// <summary>Whether what has a type may be code: a delegate, or a struct, known or not yet, that stands for one.</summary>
    public bool IsCode(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Delegate } => true,
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsFunction),
        { TypeKind: TypeKind.Struct } => type.AllInterfaces.Any(IsFunction),
        _ => false,
    };

    /// <summary>The method that is called of a struct that is given instead of a delegate; <see langword="null"/> for any other type.</summary>
    public IMethodSymbol? FunctionOf(ITypeSymbol? type)
    {
        INamedTypeSymbol? function = type is { TypeKind: TypeKind.Struct } ? type.AllInterfaces.FirstOrDefault(IsFunction) : null;
        return function is null
            ? null
            : type!.FindImplementationForInterfaceMember(function.GetMembers(Functions[NameOf(function)]).Single()) as IMethodSymbol;
    }

    private bool IsFunction(ITypeSymbol type) => type.TypeKind == TypeKind.Interface && Functions.ContainsKey(NameOf(type));

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
