using Fearless.Analyzers.Memory;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>How many may hold a lock at the same time: a semaphore of two keeps nobody out.</summary>
internal sealed class Permits(Interpreter interpreter)
{
    private static readonly HashSet<string> Semaphores = ["SemaphoreSlim", "Semaphore", "CountingSemaphore"];

    // What is waited for to happen, and not held until it is given back.
    private static readonly HashSet<string> Events = ["WaitHandle", "EventWaitHandle", "AutoResetEvent", "ManualResetEvent"];

    /// <summary>A semaphore remembers how many it lets in.</summary>
    public void Keep(Call creation, Place created)
    {
        if (Semaphores.Contains(creation.Method.ContainingType.Name) && interpreter.State is { } state)
            interpreter.State = state with { Stored = state.Stored.SetItem(CountAt(created, creation.Method.ContainingType), creation.Arguments[0].Value) };
    }

    /// <summary>Whether it is held by one at a time. A semaphore of which nobody knows where it was made is taken to be a lock.</summary>
    public bool IsOne(Call call, Place place)
    {
        ITypeSymbol? type = (call.Operation as IInvocationOperation)?.Instance?.Type;
        if (type is null || Events.Contains(type.Name))
            return type is null;
        if (!Semaphores.Contains(type.Name))
            return true;
        if (interpreter.State is { } state && state.Stored.TryGetValue(CountAt(place, type), out Value? count))
            return count.Number?.Value == 1;
        ISymbol? member = place.Path is [.., FieldSelector { Field: var field }] ? field : place.Root.Symbol;
        IOperation? initial = member is null ? null : interpreter.Bodies.InitialValueOf(member, interpreter.CancellationToken);
        while (initial is IConversionOperation conversion)
            initial = conversion.Operand;
        return initial is not IObjectCreationOperation { Arguments: [var first, ..] }
            || first.Value.ConstantValue is { HasValue: true, Value: 1 };
    }

    private static Place CountAt(Place semaphore, ITypeSymbol type) => semaphore.Then(new FieldSelector(type));
}
