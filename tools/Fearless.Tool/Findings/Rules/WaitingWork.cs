using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>Whether work waits for other work: then it needs a thread of its own, since a worker of a pool that waits keeps others from running.</summary>
internal static class WaitingWork
{
    // Looked for by name: a method that is called so and does not wait costs no more than a thread.
    private static readonly HashSet<string> Waits =
    [
        "Wait", "WaitOne", "WaitAll", "WaitAny", "Take", "GetConsumingEnumerable", "SignalAndWait", "Sleep", "Join", "Receive", "Send", "GetResult", "Accept", "AcceptTcpClient", "AcceptSocket", "Pulse", "SpinUntil", "ReadLine", "Recv",
    ];

    /// <param name="task">The call that starts the work, which is its first argument.</param>
    public static bool IsIn(IInvocationOperation task)
    {
        SyntaxNode work = task.Arguments[0].Value.Syntax;
        return Mentions(work) || Called(task.Arguments[0].Value).Any(static method => method.DeclaringSyntaxReferences.Any(static reference => Mentions(reference.GetSyntax())));
    }

    private static IEnumerable<IMethodSymbol> Called(IOperation work) => work.DescendantsAndSelf().Select(static operation => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IMethodReferenceOperation reference => reference.Method,
        _ => null,
    }).OfType<IMethodSymbol>();

    private static bool Mentions(SyntaxNode code) => code.DescendantNodes().Any(static node => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } => Waits.Contains(name),
        WhileStatementSyntax { Condition: LiteralExpressionSyntax } => true,
        ForStatementSyntax { Condition: null } => true,
        _ => false,
    });
}
