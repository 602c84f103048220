using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Ownership;

/// <summary>What holds a value: a variable, a field that never changes, or a member of a variable that never changes.</summary>
internal sealed record Holder(ISymbol Variable, ISymbol? Member = null)
{
    /// <summary>What messages call it.</summary>
    public string Name => Member is null ? Variable.Name : $"{Variable.Name}.{Member.Name}";

    public bool IsMemberOf(ISymbol variable) => Member is not null && SymbolEqualityComparer.Default.Equals(Variable, variable);

    public bool Equals(Holder? other) => other is not null
        && SymbolEqualityComparer.Default.Equals(Variable, other.Variable) && SymbolEqualityComparer.Default.Equals(Member, other.Member);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Variable) * 31 + SymbolEqualityComparer.Default.GetHashCode(Member);

    /// <summary>The holder that an expression reads; <see langword="null"/> where it reads something else, or what others may change.</summary>
    public static Holder? Of(IOperation? operation) => operation switch
    {
        IConversionOperation { IsImplicit: true } conversion => Of(conversion.Operand),
        ILocalReferenceOperation { Local: { IsRef: false } local } => new Holder(local),
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => new Holder(parameter),
        IFieldReferenceOperation { Field: { IsReadOnly: true } field, Instance: null or IInstanceReferenceOperation } => new Holder(field),
        IPropertyReferenceOperation { Property: { IsIndexer: false, SetMethod: null or { DeclaredAccessibility: not Accessibility.Public } } property, Instance: { } instance, Arguments.IsEmpty: true }
            when Of(instance) is { Member: null } owner => new Holder(owner.Variable, property),
        _ => null,
    };
}
