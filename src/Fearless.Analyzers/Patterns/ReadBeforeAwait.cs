using Fearless.Analyzers.Rules;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Patterns;

/// <summary>FC4005: <c>sum += await Next()</c>, where others change <c>sum</c> while this waits.</summary>
/// <remarks>Only of variables of a surrounding function: of a field it is most often true that nobody else is at it.</remarks>
internal sealed class ReadBeforeAwait : Pattern
{
    public override IReadOnlyCollection<string> Names { get; } = [MemberNames.Asynchronous];

    public override IEnumerable<Diagnostic> FindIn(IMethodSymbol method, IOperation body, Compilation compilation)
    {
        foreach (IAssignmentOperation assignment in body.Descendants().OfType<IAssignmentOperation>())
        {
            IMethodSymbol function = Code.FunctionAround(assignment, method);
            if (Variable(assignment.Target) is not { } variable || SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, function))
                continue;
            if (IsReadBefore(assignment, variable) && assignment.Value.DescendantsAndSelf().Any(inner => inner is IAwaitOperation && IsIn(inner, function, method)))
            {
                yield return Tell(Rule.ReadBeforeAwait, assignment.Syntax,
                    $"'{variable.Name}' is read here before the await, and written after it: what others write to it in between is lost. "
                    + "Await into a variable of its own first, and change the shared one then.");
            }
        }
    }

    private static ISymbol? Variable(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    // `x += await y` reads x first, and `x = x + await y` too; `x = await y + x` does not.
    private static bool IsReadBefore(IAssignmentOperation assignment, ISymbol variable) => assignment switch
    {
        ICompoundAssignmentOperation => true,
        ISimpleAssignmentOperation simple => simple.Value.DescendantsAndSelf()
            .TakeWhile(static inner => inner is not IAwaitOperation)
            .Any(inner => SymbolEqualityComparer.Default.Equals(Variable(inner), variable)),
        _ => false,
    };

    private static bool IsIn(IOperation operation, IMethodSymbol function, IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(Code.FunctionAround(operation, method), function);
}
