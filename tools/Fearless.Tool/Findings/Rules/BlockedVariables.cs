using Fearless.Analyzers.Patterns;
using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FC6008, where the task that is waited for was put into a variable first: the analyzers' pattern looks at calls only.</summary>
internal sealed class BlockedVariables : Rule
{
    private static readonly RuleInfo Info = new("FC6008", "A thread is blocked until a task ends", Rank: 1);

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        foreach (IOperation operation in member.Operations)
        {
            if (Shapes.BlockedOn(operation) is not { } task || Variable(task) is not { } variable || Call(member, variable) is not { } call)
                continue;
            IMethodSymbol function = Code.FunctionAround(operation, member.Method);
            if (function.IsAsync || function.Name is "Main" or "<Main>$" || IsKnownToHaveEnded(member, operation, variable))
                continue;
            yield return new Finding(Info, Shapes.At(operation), member.Name, Workload.Requests, Approach.Await,
                $"The thread is blocked here until '{call.TargetMethod.Name}' has ended, for which another thread may be needed: where threads are few, or one is special, that never comes. "
                + "Call the synchronous method, or await, up to where the program waits anyway.",
                new Confidence(0.75, $"'{variable.Name}' is the task of an asynchronous call"))
            {
                Rewrite = Awaiting.Rewrite(operation.Syntax) is { } awaited ? Rewrite.Outline(awaited.Code) : Rewrite.Outline($"await {variable.Name}"),
            };
        }
    }

    private static ILocalSymbol? Variable(IOperation task) => task switch
    {
        ILocalReferenceOperation local => local.Local,
        IParenthesizedOperation parenthesized => Variable(parenthesized.Operand),
        IConditionalOperation choice => Variable(choice.WhenTrue),
        _ => null,
    };

    // Work that was given to the pool, and is waited for, is another matter.
    private static IInvocationOperation? Call(MemberCode member, ILocalSymbol variable) =>
        Shapes.InitializerOf(member, variable) is IInvocationOperation call && !GivesToPool(call.TargetMethod)
        && !call.TargetMethod.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(static inner => inner.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Run" or "StartNew", Expression: IdentifierNameSyntax { Identifier.ValueText: "Task" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Factory" } }))
            ? call
            : null;

    private static bool GivesToPool(IMethodSymbol method) => Types.IsTask(method.ContainingType) || method.ContainingType.Name == "TaskFactory";

    private static bool IsKnownToHaveEnded(MemberCode member, IOperation use, ILocalSymbol variable) => member.Operations.Any(operation => operation.Syntax.SpanStart < use.Syntax.SpanStart && operation switch
    {
        IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" or "Status", Instance: { } asked } => Shapes.IsNamed(asked, variable),
        IInvocationOperation { TargetMethod.Name: "WaitAll" or "WaitAny" or "WhenAll" or "WhenAny" } wait => Shapes.Mentions(wait, variable),
        IInvocationOperation { TargetMethod.Name: "Wait", Instance: { } waited } => Shapes.IsNamed(waited, variable),
        _ => false,
    });
}
