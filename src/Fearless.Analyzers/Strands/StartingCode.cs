using System.Collections.Concurrent;
using System.Threading;
using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Ownership;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Strands;

/// <summary>
/// Whether code may start a strand, seen from what its calls are bound to. Names alone say too much: <c>Select</c> is a parallel query's, and
/// any other's. Code that starts nothing is not executed.
/// </summary>
internal sealed class StartingCode(Summaries summaries)
{
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _startsItself = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _starts = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a body, or a lambda in it, may start something, or calls what does.</summary>
    public bool In(IOperation body, CancellationToken cancellationToken) =>
        body.DescendantsAndSelf().Any(operation =>
            StartsItself(operation) || TargetsOf(operation).Any(target => Starts(target, cancellationToken)));

    // Whoever starts something, and whoever passes a delegate on to one who does.
    private bool Starts(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (_starts.TryGetValue(method, out bool known))
            return known;
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { method };
        var waiting = new Queue<IMethodSymbol>([method]);
        bool found = false;
        while (!found && waiting.Count > 0)
        {
            IMethodSymbol next = waiting.Dequeue();
            found = StartsItself(next, cancellationToken);
            if (found || !next.Parameters.Any(static parameter => KnowledgeBase.Default.IsCode(parameter.Type)))
                continue;
            foreach (IMethodSymbol target in CalledBy(next, cancellationToken).Where(seen.Add))
                waiting.Enqueue(target);
        }
        _starts.TryAdd(method, found);
        return found;
    }

    private bool StartsItself(IMethodSymbol method, CancellationToken cancellationToken) =>
        _startsItself.GetOrAdd(method, symbol => summaries.Bodies.Find(symbol, cancellationToken) is { } body && body.DescendantsAndSelf().Any(StartsItself));

    private IEnumerable<IMethodSymbol> CalledBy(IMethodSymbol method, CancellationToken cancellationToken) =>
        summaries.Bodies.Find(method, cancellationToken)?.DescendantsAndSelf().SelectMany(TargetsOf) ?? [];

    // The methods whose code is there, and that is not described instead.
    private IEnumerable<IMethodSymbol> TargetsOf(IOperation operation)
    {
        IMethodSymbol? target = operation switch
        {
            IInvocationOperation { TargetMethod: var called } => called.OriginalDefinition,
            IObjectCreationOperation { Constructor: { } constructor } => constructor.OriginalDefinition,
            IMethodReferenceOperation reference => reference.Method.OriginalDefinition,
            _ => null,
        };
        if (target is null || KnowledgeBase.Default.Describes(target))
            return [];
        return target.IsAbstract || target.IsVirtual || target.IsOverride ? summaries.ImplementationsOf(target).Add(target) : [target];
    }

    private static bool StartsItself(IOperation operation) => operation switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol.IsAsync && !Futures.Is(lambda.Symbol.ReturnType),
        IInvocationOperation call => StartsDelegate(call.TargetMethod, call.Arguments) || (call.TargetMethod.IsAsync && !Call.IsAwaited(call) && !Futures.Is(call.TargetMethod.ReturnType)),
        IObjectCreationOperation { Constructor: { } constructor } creation => StartsDelegate(constructor, creation.Arguments),
        IEventAssignmentOperation { EventReference: IEventReferenceOperation { Event.AddMethod: { } add } } => KnowledgeBase.Default.StartsOf(add).Count > 0,
        _ => false,
    };

    private static bool StartsDelegate(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments) =>
        KnowledgeBase.Default.StartsOf(method).Any(start =>
            start.Lifetime != Lifetime.Inline
            && arguments.Any(argument =>
                argument.Parameter is { } parameter && (start.Parameter == "*" || parameter.Name == start.Parameter) && HoldsDelegate(parameter.Type)));

    // A delegate or what stands for one, or an array of them.
    private static bool HoldsDelegate(ITypeSymbol type) =>
        KnowledgeBase.Default.IsCode(type) || type is IArrayTypeSymbol { ElementType.TypeKind: TypeKind.Delegate }
        || type is INamedTypeSymbol { IsGenericType: true } generic && generic.TypeArguments.Any(static argument => argument.TypeKind == TypeKind.Delegate);
}
