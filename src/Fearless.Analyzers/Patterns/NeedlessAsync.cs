using Fearless.Analyzers.Rules;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Patterns;

/// <summary>FC6002, FC6003: asynchronous code that has nothing to wait for but work of its own, or files.</summary>
internal sealed class NeedlessAsync : Pattern
{
    // A method that calls many others is left alone rather than followed for long.
    private const int MaxMethods = 32;

    // Where threads are few or special, asynchronous access to files keeps them free.
    private static readonly string[] KeepThreadsFree =
        ["Microsoft.AspNetCore.Http.HttpContext", "System.Windows.Forms.Control", "System.Windows.DependencyObject", "Avalonia.AvaloniaObject", "Microsoft.Maui.Controls.BindableObject"];

    public override IReadOnlyCollection<string> Names { get; } =
    [
        "Run", "FromResult", "Yield", "ReadAllTextAsync", "ReadAllBytesAsync", "ReadAllLinesAsync", "ReadLinesAsync", "WriteAllTextAsync", "WriteAllBytesAsync", "WriteAllLinesAsync",
        "AppendAllTextAsync", "AppendAllLinesAsync", "AppendAllBytesAsync",
    ];

    public override IEnumerable<Diagnostic> FindIn(IMethodSymbol method, IOperation body, Compilation compilation)
    {
        if (IsFree(method) && HasOnlyOwnWork(method, body, compilation, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default)))
        {
            SyntaxNode declaration = method.DeclaringSyntaxReferences[0].GetSyntax();
            yield return Diagnostic.Create(Rule.AsyncWithoutWaiting, (declaration as MethodDeclarationSyntax)?.Identifier.GetLocation() ?? declaration.GetLocation(),
                $"'{method.Name}' is asynchronous, but all that is awaited here, and in what it calls, is work of the processor: each caller has to be asynchronous, and gains nothing. "
                + "Make it synchronous, and where the work can be divided, use Par.");
        }
        if (KeepThreadsFree.Any(type => compilation.GetTypeByMetadataName(type) is not null))
            yield break;
        foreach (IInvocationOperation call in body.Descendants().OfType<IInvocationOperation>())
        {
            if (Names.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingType is { Name: "File", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } })
            {
                yield return Tell(Rule.AsyncFileAccess, call.Syntax,
                    $"'{call.TargetMethod.Name}' accesses a file asynchronously here, which systems hardly support: a thread of the pool blocks for it behind the scenes, and costs more than your own would. "
                    + $"Call {call.TargetMethod.Name.Replace("Async", "")}, on a thread that may block, or many files at once by Par.");
            }
        }
    }

    // Who implements or overrides something, or is where a program begins, has no choice.
    private static bool IsFree(IMethodSymbol method) =>
        method is { IsAsync: true, ReturnsVoid: false, IsOverride: false, IsVirtual: false, MethodKind: MethodKind.Ordinary, Name: not "Main" }
        && method.ExplicitInterfaceImplementations.IsEmpty
        && !method.ContainingType.AllInterfaces.SelectMany(static contract => contract.GetMembers().OfType<IMethodSymbol>())
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    private static bool HasOnlyOwnWork(IMethodSymbol method, IOperation body, Compilation compilation, HashSet<IMethodSymbol> seen)
    {
        if (!seen.Add(method) || seen.Count > MaxMethods)
            return seen.Count <= MaxMethods;
        IAwaitOperation[] awaits = [.. body.Descendants().OfType<IAwaitOperation>().Where(wait => SymbolEqualityComparer.Default.Equals(Code.FunctionAround(wait, method), method))];
        return awaits.Length > 0 && awaits.All(wait => IsOwnWork(wait.Operation, compilation, seen))
            && !body.Descendants().Any(static operation => operation is IForEachLoopOperation { IsAsynchronous: true } or IUsingOperation { IsAsynchronous: true } or IUsingDeclarationOperation { IsAsynchronous: true });
    }

    private static bool IsOwnWork(IOperation awaited, Compilation compilation, HashSet<IMethodSymbol> seen) => awaited switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } => IsOwnWork(task, compilation, seen),
        IInvocationOperation { TargetMethod: { Name: "Run" or "FromResult" or "Yield", ContainingType: var type } target } call when Code.IsTask(type) =>
            target.Name != "Run" || call.Arguments[0].Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.IsAsync: false } body }
                && !body.Descendants().OfType<IInvocationOperation>().Any(static inner => Code.IsTask(inner.Type)),
        IInvocationOperation { TargetMethod: { IsAsync: true, IsVirtual: false, IsOverride: false, IsAbstract: false } method } =>
            BodyOf(method.OriginalDefinition, compilation) is { } body && HasOnlyOwnWork(method.OriginalDefinition, body, compilation, seen),
        _ => false,
    };

    private static IOperation? BodyOf(IMethodSymbol method, Compilation compilation) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration && compilation.ContainsSyntaxTree(declaration.SyntaxTree)
            ? compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration)
            : null;
}
