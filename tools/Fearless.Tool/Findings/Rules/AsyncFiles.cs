using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FC6003: files are accessed asynchronously. The analyzers know the methods of <c>File</c>; this, streams of files, too.</summary>
internal sealed class AsyncFiles : Rule
{
    private static readonly RuleInfo Info = new("FC6003", "Files are accessed asynchronously");

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        // Where threads are few or special, asynchronous access to files keeps them free.
        if (member.Project.KeepsThreadsFree)
            return [];
        IInvocationOperation[] calls = [.. member.All<IInvocationOperation>().Where(call => IsAsync(call.TargetMethod) && IsOfFile(member, call))];
        if (calls is not [var first, ..])
            return [];
        bool isStatic = first.TargetMethod.IsStatic;
        return
        [
            new Finding(Info, Shapes.At(first), member.Name, Workload.Files, Approach.Plain,
                $"{first.TargetMethod.Name} accesses a file asynchronously here, which systems hardly support: a thread of the pool blocks for it behind the scenes, and costs more than your own would. "
                + "Call the synchronous method, on a thread that may block, or many files at once by Par.",
                new(isStatic ? 0.85 : 0.75, isStatic ? "it is a method of File" : "the stream is one of a file; its thread may have reasons not to block"))
            {
                Count = calls.Length,
                Rewrite = Synchronous(first),
            },
        ];
    }

    private static bool IsAsync(IMethodSymbol method) => method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name is not ("DisposeAsync" or "FlushAsync");

    private static bool IsOfFile(MemberCode member, IInvocationOperation call) => call.TargetMethod.IsStatic
        ? Types.IsExactly(call.TargetMethod.ContainingType, "System.IO.File")
        : Types.IsExactly(call.Instance?.Type, "System.IO.FileStream")
            || call.Instance is ILocalReferenceOperation local && (Types.IsExactly(local.Type, "System.IO.StreamReader") || Types.IsExactly(local.Type, "System.IO.StreamWriter")
                || Types.IsExactly(local.Type, "System.IO.Stream")) && Shapes.InitializerOf(member, local.Local) is { } made && OpensFile(made);

    private static bool OpensFile(IOperation made) => made switch
    {
        IConversionOperation conversion => OpensFile(conversion.Operand),
        IInvocationOperation { TargetMethod: var method } => method.Name.StartsWith("Open", StringComparison.Ordinal) && Types.IsExactly(method.ContainingType, "System.IO.File"),
        IObjectCreationOperation { Arguments: [{ Value.Type: var first }, ..] } creation =>
            first?.SpecialType == SpecialType.System_String && creation.Type!.Name is "StreamReader" or "StreamWriter" or "FileStream" || Types.IsExactly(first, "System.IO.FileStream"),
        _ => false,
    };

    private static Rewrite? Synchronous(IInvocationOperation call)
    {
        if (call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } syntax || AwaitAround(syntax) is not { } wait)
            return null;
        IEnumerable<string> arguments = call.Arguments
            .Where(static argument => !argument.IsImplicit && !Types.IsExactly(argument.Parameter?.Type, "System.Threading.CancellationToken"))
            .Select(static argument => argument.Syntax.ToString());
        string code = $"{access.Expression}.{access.Name.Identifier.ValueText.Replace("Async", "", StringComparison.Ordinal)}({string.Join(", ", arguments)})";
        return call.TargetMethod.Name is not ("ReadLinesAsync" or "CopyToAsync") ? new Rewrite(code, wait.Span) : Rewrite.Outline(code);
    }

    private static AwaitExpressionSyntax? AwaitAround(InvocationExpressionSyntax call) => call.Parent switch
    {
        AwaitExpressionSyntax wait => wait,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent.Parent: AwaitExpressionSyntax wait } => wait,
        _ => null,
    };
}
