using System.Threading;
using Fearless.Analyzers.Rules;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Patterns;

/// <summary>FC4001: a concurrent collection is asked, and then acted upon as if nobody else had done so in between.</summary>
internal sealed class CheckThenAct : Pattern
{
    public override IReadOnlyCollection<string> Names { get; } = ["ContainsKey", "TryGetValue", "Take"];

    public override IEnumerable<Diagnostic> FindIn(IMethodSymbol method, IOperation body, Compilation compilation)
    {
        foreach (IConditionalOperation choice in body.Descendants().OfType<IConditionalOperation>())
        {
            if (Question(choice.Condition) is not var (asked, collection, key) || IsOwn(collection, body))
                continue;
            IOperation? act = After(choice).FirstOrDefault(operation => IsAct(operation, asked, collection, key));
            if (act is not null && !new HeldLocks(compilation, CancellationToken.None).At(choice, method))
            {
                yield return Diagnostic.Create(Rule.CheckThenAct, act.Syntax.GetLocation(), [choice.Condition.Syntax.GetLocation()],
                    $"'{collection.Syntax}' is acted upon here, after {asked} in line {choice.Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1}, "
                    + $"but another thread may have changed it in between: each call is atomic, the two together are not. {Remedy(asked)}");
            }
        }
    }

    private static string Remedy(string asked) => asked == "Count"
        ? "Use TryTake, and act upon what it says."
        : "Use GetOrAdd, AddOrUpdate, TryAdd or TryRemove, and act upon what it says.";

    // The call in a condition, the collection that it asks, and for which key.
    private static (string Asked, IOperation Collection, string? Key)? Question(IOperation condition)
    {
        foreach (IOperation operation in condition.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "ContainsKey" or "TryGetValue", Instance: { } asked } call when IsOf(asked, "ConcurrentDictionary"):
                    return (call.TargetMethod.Name, asked, call.Arguments[0].Syntax.ToString());
                case IPropertyReferenceOperation { Property.Name: "Count", Instance: { } counted } when IsOf(counted, "BlockingCollection"):
                    return ("Count", counted, null);
            }
        }
        return null;
    }

    private static bool IsOf(IOperation collection, string type) =>
        collection.Type is { ContainingNamespace: { Name: "Concurrent", ContainingNamespace.Name: "Collections" } } known && known.Name == type;

    // What is chosen, and what follows where what is chosen leaves.
    private static IEnumerable<IOperation> After(IConditionalOperation choice)
    {
        IEnumerable<IOperation> chosen = choice.WhenTrue.DescendantsAndSelf().Concat(choice.WhenFalse?.DescendantsAndSelf() ?? []);
        bool leaves = choice.Syntax is IfStatementSyntax { Else: null } statement
            && (statement.Statement is BlockSyntax block ? block.Statements.LastOrDefault() : statement.Statement) is ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or ThrowStatementSyntax;
        return leaves && choice.Parent is IBlockOperation around
            ? chosen.Concat(around.Operations.SkipWhile(operation => operation != choice).Skip(1).SelectMany(static operation => operation.DescendantsAndSelf()))
            : chosen;
    }

    private static bool IsAct(IOperation operation, string asked, IOperation collection, string? key)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } element when IsSame(instance, collection) && element.Arguments[0].Syntax.ToString() == key:
                return asked == "ContainsKey" || operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation;
            case IInvocationOperation { TargetMethod.Name: "Take", Instance: { } instance } when asked == "Count":
                return IsSame(instance, collection);
            default:
                return false;
        }
    }

    private static bool IsSame(IOperation x, IOperation y) => x.Syntax.ToString() == y.Syntax.ToString();

    // A collection that was made here and is in no lambda is nobody else's yet.
    private static bool IsOwn(IOperation collection, IOperation body) =>
        collection is ILocalReferenceOperation { Local: var local }
        && !body.Descendants().OfType<IAnonymousFunctionOperation>()
            .Any(lambda => lambda.Descendants().Any(inner => inner is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)))
        && body.Descendants().OfType<IVariableDeclaratorOperation>()
            .Any(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && declarator.Initializer?.Value is IObjectCreationOperation);
}
