using Fearless.Analyzers.Knowledge;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Ownership;

/// <summary>What calls give away: by the knowledge base, by the attribute <c>[Moves]</c>, and by types that are only handed on.</summary>
internal static class Transfers
{
    private const string Attribute = "MovesAttribute";

    private static readonly Transfer ByAttribute = new("", TransferKind.Move, [], []);

    /// <summary>The simple names of what may give something away.</summary>
    public static ImmutableHashSet<string> Names { get; } =
    [
        .. KnowledgeBase.Default.Transfers.Keys.Select(static name => name.Substring(name.LastIndexOf('.') + 1)),
    ];

    /// <summary>What a call gives away: the operation that is given, and how.</summary>
    public static IEnumerable<(IOperation Given, Transfer Transfer)> Of(IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments)
    {
        // What ends with a using statement is disposed as an IDisposable.
        string name = method is { Name: "Dispose", ContainingType.SpecialType: SpecialType.System_IDisposable } && receiver is IConversionOperation { Operand.Type: { } type }
            ? KnowledgeBase.NameOf(type.OriginalDefinition) + ".Dispose"
            : KnowledgeBase.NameOf(method);
        KnowledgeBase.Default.Transfers.TryGetValue(name, out List<Transfer>? known);
        if (receiver is not null && (known?.Find(static transfer => transfer.Parameter == "receiver") ?? (HasAttribute(method) ? ByAttribute : null)) is { } own)
            yield return (receiver, own);
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter is { } parameter && Of(parameter, known) is { } transfer)
                yield return (argument.Value, transfer);
        }
    }

    /// <summary>Whether an operation gives something away.</summary>
    public static bool Are(IOperation operation) => operation switch
    {
        IInvocationOperation call => Of(call.TargetMethod, call.Instance, call.Arguments).Any(),
        IObjectCreationOperation { Constructor: { } constructor } creation => Of(constructor, null, creation.Arguments).Any(),
        // Disposes at its end.
        IUsingOperation => true,
        _ => false,
    };

    /// <summary>Whether a parameter, or the receiver of a method, is given away for good.</summary>
    public static bool HasAttribute(ISymbol symbol) =>
        symbol.OriginalDefinition.GetAttributes().Any(static attribute =>
            attribute.AttributeClass is { Name: Attribute, ContainingNamespace: { Name: "Fearless", ContainingNamespace.IsGlobalNamespace: true } });

    private static Transfer? Of(IParameterSymbol parameter, List<Transfer>? known) =>
        known?.Find(transfer => transfer.Parameter == parameter.Name)
        ?? (KnowledgeBase.Default.MoveOnlyTypes.TryGetValue(KnowledgeBase.NameOf(parameter.Type.OriginalDefinition), out Transfer? byType) ? byType : null)
        ?? (HasAttribute(parameter) ? ByAttribute : null);
}
