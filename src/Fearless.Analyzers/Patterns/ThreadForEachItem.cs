using Fearless.Analyzers.Rules;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Patterns;

/// <summary>FC6007: as many threads as there are items.</summary>
internal sealed class ThreadForEachItem : Pattern
{
    // Where one of these gives the items, there are as many as there are processors.
    private static readonly string[] Bounded = ["ChunksFor", "ProcessorCount", "Range", "Chunk"];

    public override IReadOnlyCollection<string> Names { get; } = ["new Thread", "Spawn"];

    public override IEnumerable<Diagnostic> FindIn(IMethodSymbol method, IOperation body, Compilation compilation)
    {
        foreach (IForEachLoopOperation loop in body.Descendants().OfType<IForEachLoopOperation>())
        {
            if (Bounded.Any(loop.Collection.Syntax.ToString().Contains))
                continue;
            IOperation? start = loop.Body.Descendants().FirstOrDefault(operation => StartsThread(operation) && Around(operation) == loop && Mentions(operation, loop));
            if (start is not null)
            {
                yield return Tell(Rule.ThreadPerItem, start.Syntax,
                    $"A thread is made here for each item of '{loop.Collection.Syntax}': a thread costs a stack and some microseconds, and more threads than processors wait for one another. "
                    + "Divide the items among as many threads as there are processors (ChunksFor), or use Par, which does.");
            }
        }
    }

    private static bool StartsThread(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { Name: "Thread", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } } => true,
        IInvocationOperation { TargetMethod: { Name: "Spawn", ContainingType: { Name: "ThreadScope", ContainingNamespace.Name: "Fearless" } } } => true,
        _ => false,
    };

    private static ILoopOperation? Around(IOperation operation)
    {
        IOperation? around = operation.Parent;
        while (around is not (null or ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation))
            around = around.Parent;
        return around as ILoopOperation;
    }

    // A thread that does not get the item is one of a number.
    private static bool Mentions(IOperation operation, IForEachLoopOperation loop) =>
        operation.Descendants().OfType<ILocalReferenceOperation>().Any(reference => loop.Locals.Contains(reference.Local, SymbolEqualityComparer.Default));
}
