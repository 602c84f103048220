using System.Threading;
using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Knowledge;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Patterns;

/// <summary>
/// Whether some lock is held where code runs, as far as the code shows it: by a <c>lock</c> around it, by a call before it that takes one, by a
/// guard that is disposed after it, or by all who call it. Which lock it is, is not asked.
/// </summary>
/// <param name="compilation">The code.</param>
/// <param name="cancellationToken">Stops it.</param>
internal sealed class HeldLocks(Compilation compilation, CancellationToken cancellationToken)
{
    // Wrappers of wrappers, and callers of callers, are followed so far.
    private const int MaxDepth = 4;

    private readonly Bodies _bodies = new(compilation);

    /// <summary>Whether a lock is held where an operation is executed.</summary>
    /// <param name="operation">Some code of a function.</param>
    /// <param name="function">The member that it is in.</param>
    public bool At(IOperation operation, IMethodSymbol function) => At(operation, function, MaxDepth);

    private bool At(IOperation operation, IMethodSymbol function, int depth)
    {
        for (IOperation inner = operation; inner.Parent is { } around; inner = around)
        {
            switch (around)
            {
                case ILockOperation @lock when inner == @lock.Body:
                case IUsingOperation @using when inner == @using.Body && IsTakenIn(@using.Resources, depth):
                case IConditionalOperation choice when inner == choice.WhenTrue && IsTakenIn(choice.Condition, depth):
                case IBlockOperation block when IsTakenIn(block.Operations.TakeWhile(statement => statement != inner), depth):
                    return true;
                case IAnonymousFunctionOperation lambda:
                    return IsCalledLocked(lambda, depth);
                case ILocalFunctionOperation { Symbol: var local }:
                    return depth > 0 && AreAllCallersLocked(local, function, depth - 1);
            }
        }
        return depth > 0 && function is { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary } && AreAllCallersLocked(function, null, depth - 1);
    }

    // A helper that executes what it is given, with a lock held.
    private bool IsCalledLocked(IAnonymousFunctionOperation lambda, int depth)
    {
        IOperation? argument = lambda.Parent is IDelegateCreationOperation creation ? creation.Parent : lambda.Parent;
        if (depth == 0 || argument is not IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod: var helper } }
            || _bodies.Find(helper, cancellationToken) is not { } body)
            return false;
        IInvocationOperation[] calls =
        [
            .. body.DescendantsAndSelf().OfType<IInvocationOperation>()
                .Where(call => call.Instance is IParameterReferenceOperation { Parameter: var called } && called.Ordinal == parameter.Ordinal),
        ];
        return calls is not [] && calls.All(call => At(call, helper, depth - 1));
    }

    // All calls of what is private are in its type, and all calls of a local function in its member.
    private bool AreAllCallersLocked(IMethodSymbol callee, IMethodSymbol? member, int depth)
    {
        bool isCalled = false;
        foreach (IMethodSymbol caller in member is not null ? [member] : callee.ContainingType.GetMembers().OfType<IMethodSymbol>())
        {
            if (_bodies.Find(caller, cancellationToken) is not { } body)
                continue;
            foreach (IOperation use in body.DescendantsAndSelf().Where(operation => IsUse(operation, callee)))
            {
                if (use is not IInvocationOperation || !At(use, caller, depth))
                    return false;
                isCalled = true;
            }
        }
        return isCalled;
    }

    private static bool IsUse(IOperation operation, IMethodSymbol callee)
    {
        IMethodSymbol? used = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        return SymbolEqualityComparer.Default.Equals(used?.OriginalDefinition, callee.OriginalDefinition);
    }

    private bool IsTakenIn(IOperation code, int depth) => IsTakenIn([code], depth);

    private bool IsTakenIn(IEnumerable<IOperation> code, int depth) => code.Sum(one => Balance(one, depth)) > 0;

    // How many locks are taken and not given back. Lambdas are executed elsewhere.
    private int Balance(IOperation code, int depth)
    {
        int balance = code is IAnonymousFunctionOperation or ILocalFunctionOperation ? 0 : code.ChildOperations.Sum(child => Balance(child, depth));
        return balance + code switch
        {
            // What it declares is given back at the end of the block around, and so it is of this statement's code.
            IUsingOperation @using => -Balance(@using.Resources, depth),
            IInvocationOperation call => BalanceOf(call.TargetMethod, depth),
            IObjectCreationOperation { Constructor: { } constructor } => BalanceOf(constructor, depth),
            IPropertyReferenceOperation { Property.GetMethod: { } getter } => BalanceOf(getter, depth),
            _ => 0,
        };
    }

    private int BalanceOf(IMethodSymbol method, int depth)
    {
        if (KnowledgeBase.Default.LocksOf(method) is [var fact, ..])
            return fact.IsRelease ? -1 : 1;
        return depth > 0 && _bodies.Find(method, cancellationToken) is { } body ? Math.Sign(Balance(body, depth - 1)) : 0;
    }
}
