using Fearless.Tool.Findings.Facts;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>Judges what the analyzers say, with more around it than they may look at while someone types.</summary>
internal static class Judgement
{
    private static readonly string[] Outcomes = ["IsFaulted", "Exception", "IsCanceled", "IsCompletedSuccessfully", "IsCompleted", "Status"];
    private static readonly string[] Removals = ["TryRemove", "Clear", "Remove"];

    /// <summary>How sure a diagnostic is here; null where it should not be told.</summary>
    public static Confidence? Of(MemberCode member, Diagnostic diagnostic, Confidence usual)
    {
        SyntaxNode node = diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (member.Operations.FirstOrDefault(operation => operation.Syntax == node && !operation.IsImplicit) is not { } operation)
            return usual;
        return diagnostic.Id switch
        {
            "FC6001" => OfForgotten(operation, usual),
            "FC4001" => OfCheck(operation, usual),
            "FC6007" => Communicates(operation) ? null : usual,
            _ => usual,
        };
    }

    // What goes on after a task and looks at how that ended has seen its failure; what sends it to an actor, too.
    private static Confidence? OfForgotten(IOperation operation, Confidence usual)
    {
        if (IsMeant(operation.Syntax))
            return new Confidence(0.5, "the compiler's warning of it is switched off here, so that it seems to be meant");
        for (IOperation? call = operation; call is IInvocationOperation invocation; call = invocation.Instance ?? (invocation.Arguments is [{ Value: var first }, ..] ? first : null))
        {
            if (invocation.TargetMethod.Name is "PipeTo" or "Forget" or "SafeFireAndForget")
                return null;
            if (invocation.TargetMethod.Name != "ContinueWith")
                continue;
            if (Shapes.Lambda(invocation, "continuationAction", "continuationFunction") is not { } continuation)
                return new Confidence(0.5, "it is not seen what the continuation does with a failure");
            if (continuation.Symbol.Parameters is not [var ended, ..] || !Shapes.Mentions(continuation.Body, ended))
                return new Confidence(0.65, "the continuation does not look at how the task ended");
            if (continuation.Descendants().Any(inner => LooksAtOutcome(inner, ended)))
                return null;
        }
        return CatchesAll(operation) ? new Confidence(0.6, "it catches its failures itself, but nobody waits for its end") : usual;
    }

    // CS4014 says the same, in asynchronous functions.
    private static bool IsMeant(SyntaxNode node)
    {
        string before = node.SyntaxTree.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(0, node.SpanStart));
        return before.LastIndexOf("#pragma warning disable CS4014", StringComparison.Ordinal) > before.LastIndexOf("#pragma warning restore CS4014", StringComparison.Ordinal);
    }

    // The code that is started, if it is seen, ends with a statement that lets no failure out.
    private static bool CatchesAll(IOperation start)
    {
        SyntaxNode? body = start is not IInvocationOperation call ? null
            : call.Arguments.Select(static argument => Shapes.Lambda(argument.Value)).FirstOrDefault(static lambda => lambda is not null) is { } lambda ? lambda.Body.Syntax
            : call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
            {
                LocalFunctionStatementSyntax function => function.Body,
                MethodDeclarationSyntax method => method.Body,
                _ => null,
            };
        return body is BlockSyntax { Statements: [.., var last] }
            && last.DescendantNodesAndSelf(static node => node is StatementSyntax).OfType<TryStatementSyntax>().FirstOrDefault() is { } attempt
            && attempt.Catches.Any(static caught => caught.Filter is null && caught.Declaration?.Type.ToString() is null or "Exception" or "System.Exception");
    }

    // It asks, or hands the task as a whole to somebody who may.
    private static bool LooksAtOutcome(IOperation operation, IParameterSymbol ended) => operation switch
    {
        IPropertyReferenceOperation property => Array.IndexOf(Outcomes, property.Property.Name) >= 0,
        IArgumentOperation { Value: var given } => Shapes.IsNamed(given is IConversionOperation conversion ? conversion.Operand : given, ended),
        _ => false,
    };

    // What is never taken out is still there when it is read.
    private static Confidence? OfCheck(IOperation operation, Confidence usual)
    {
        bool isWritten = operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation;
        if (isWritten)
            return usual;
        bool mayBeRemoved = operation is not IPropertyReferenceOperation { Instance: IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field } }
            || field.ContainingType.DeclaringSyntaxReferences.SelectMany(static reference => reference.GetSyntax().DescendantNodes())
                .OfType<MemberAccessExpressionSyntax>()
                .Any(access => Array.IndexOf(Removals, access.Name.Identifier.ValueText) >= 0 && access.Expression.ToString().EndsWith(field.Name, StringComparison.Ordinal));
        return mayBeRemoved ? usual : new Confidence(0.4, "nothing is ever taken out of the collection");
    }

    // Threads that wait for one another have to be there at the same time, however many.
    private static bool Communicates(IOperation start) => start.Descendants().Any(static inner =>
        Types.SpaceOf(inner.Type) is "Fearless.Channels" or "System.Threading.Channels" || Types.SpaceOf(inner.Type) == "System.Threading" && inner.Type!.Name is "Barrier" or "ManualResetEventSlim" or "CountdownEvent"
        || inner.Type?.Name == "BlockingCollection");
}
