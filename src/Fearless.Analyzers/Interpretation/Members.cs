using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Fields and properties: where they lie, and which are no memory at all but code.</summary>
internal sealed class Members(Interpreter interpreter)
{
    public Location Field(IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field;
        string name = Places.NameOf(reference);
        if (field.IsStatic)
        {
            bool isOwn = field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute");
            return isOwn ? new Location([new Place(interpreter.Recorder.OwnStatic(field))], name) : new Location([new Place(interpreter.Summaries.StaticRoot(field))], name)
            {
                IsReadOnly = field.IsReadOnly,
                IsVolatile = field.IsVolatile,
            };
        }
        if (PartOf(reference) is { } part)
            return new Location([], name) { Known = part };
        return new Location(InstanceOf(reference.Instance, field, name), name) { IsReadOnly = field.IsReadOnly, IsVolatile = field.IsVolatile };
    }

    public Location Property(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        string name = Places.NameOf(reference);
        if (property.IsIndexer && property.DeclaringSyntaxReferences.IsEmpty)
            return Indexer(reference, name);
        if (HasCode(property))
        {
            Value? receiver = reference.Instance is null ? null : interpreter.Evaluate(reference.Instance);
            return new Location([], name) { Accessor = (property, receiver, [.. reference.Arguments.Select(interpreter.Evaluate)]) };
        }
        if (!property.DeclaringSyntaxReferences.IsEmpty)
        {
            if (property.IsStatic)
                return new Location([new Place(interpreter.Summaries.StaticRoot(property))], name) { IsReadOnly = property.SetMethod is null };
            bool isReadOnly = property.SetMethod is null or { IsInitOnly: true };
            return new Location(InstanceOf(reference.Instance, property, name), name) { IsReadOnly = isReadOnly };
        }
        return reference.Instance is null ? new Location([], name) : OfLibrary(reference, name);
    }

    private Location OfLibrary(IPropertyReferenceOperation reference, string name)
    {
        IPropertySymbol property = reference.Property;
        Value receiver = interpreter.Evaluate(reference.Instance);
        if (property.GetMethod is { } getter && interpreter.Knowledge.JoinOf(getter) is not null)
            return new Location([], name) { Known = interpreter.Starts.Await(receiver) };
        if (property.GetMethod is { } read && interpreter.Knowledge.ResultOf(read) is ("moved" or "completion" or "closed") and var result)
            return new Location([], name) { Known = result == "moved" ? receiver : Completed(receiver, name, result == "closed") };
        if (property.Name is "Value" && property.ContainingType.Name is "ThreadLocal" or "AsyncLocal")
            return new Location([], name) { Known = interpreter.Fresh(name) };
        if (property.ContainingType.Name == "Tuple" && ItemNumber(property.Name) is { } item && item < receiver.Parts.Length)
            return new Location([], name) { Known = receiver.Parts[item] };
        if (property.Name is "Span" or "Memory")
            return new Location([], name) { Known = receiver };
        if (property.Name is "Length" or "Count" && interpreter.Slices.LengthOf(receiver, reference.Instance!.Type) is { } length)
            return new Location([], name) { Known = Value.Of(length) };
        TypeFact? fact = interpreter.Knowledge.FactOf(property.ContainingType);
        string by = $"{property.ContainingType.Name}.{property.Name}";
        if (fact is { Sharing: Sharing.Collection or Sharing.Exclusive })
        {
            AccessKind kind = fact.Sharing == Sharing.Collection ? AccessKind.Read : AccessKind.Write;
            foreach (Place place in receiver.Places)
                interpreter.Record(place.Then(ContentSelector.Instance), kind, reference.Syntax, Places.NameOf(reference.Instance!), by);
        }
        bool isReadOnly = property.SetMethod is null || fact is not null;
        var places = receiver.Places.Select(place => place.Then(new FieldSelector(property.OriginalDefinition)));
        return new Location([.. places], name) { IsReadOnly = isReadOnly };
    }

    private Value Completed(Value source, string name, bool isClosed) =>
        interpreter.Fresh(name) with { Completion = source.Places is not [var only] ? null : isClosed ? interpreter.Signaling.ClosingOf(only) : only };

    private Location Indexer(IPropertyReferenceOperation reference, string name)
    {
        IPropertySymbol property = reference.Property;
        Value receiver = interpreter.Evaluate(reference.Instance);
        Value[] indices = [.. reference.Arguments.Select(interpreter.Evaluate)];
        string by = $"{property.ContainingType.Name}[]";
        if (interpreter.Knowledge.ResultOf((property.GetMethod ?? property.SetMethod)!) == "element")
        {
            Facts bounds = indices is [{ Number: { } only }] ? interpreter.Slices.BoundsOf(receiver, reference.Instance!.Type, only) : Facts.None;
            return Places.Element(receiver, [.. indices.Select(static index => index.Number)], name) with { By = by, Bounds = bounds };
        }
        return interpreter.Knowledge.FactOf(property.ContainingType) is { Sharing: Sharing.Collection or Sharing.Exclusive }
            ? new Location([.. receiver.Places.Select(static place => place.Then(ContentSelector.Instance))], Places.NameOf(reference.Instance!)) { By = by, Known = ItemAt(receiver, indices) }
            : new Location([], name) { Known = interpreter.Fresh(name) };
    }

    // What is found by a key: something else for each number; for other keys it may be the same.
    private Value ItemAt(Value collection, Value[] keys) =>
        new() { Closures = [.. interpreter.Heap.CodeIn(collection)], Places = [.. collection.Places.Select(place => place.Then(new ElementSelector([.. keys.Select(static key => key.Number)])))] };

    // A field of a struct lies where the struct does; a field of a class lies in the object that is referred to.
    private ImmutableArray<Place> InstanceOf(IOperation? instance, ISymbol member, string name)
    {
        if (instance is null)
            return [];
        ImmutableArray<Place> places = instance.Type is { IsValueType: true } && instance is not IInstanceReferenceOperation
            ? interpreter.Places.Find(instance).Places
            : interpreter.Evaluate(instance).Places;
        return [.. places.Select(place => place.Then(new FieldSelector(member.OriginalDefinition)))];
    }

    /// <summary>Where a parameter of a primary constructor lives on: as a property of a record, as a hidden field of any other type.</summary>
    public static ISymbol? OfPrimary(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            || constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not TypeDeclarationSyntax)
            return null;
        return constructor.ContainingType.GetMembers(parameter.Name).FirstOrDefault(static member => member is IPropertySymbol) ?? (ISymbol)parameter.OriginalDefinition;
    }

    private Value? PartOf(IFieldReferenceOperation reference)
    {
        if (reference.Instance is not { Type.IsTupleType: true } instance)
            return null;
        int index = ((INamedTypeSymbol)instance.Type!).TupleElements
            .IndexOf(reference.Field, 0, SymbolEqualityComparer.Default);
        if (index < 0)
            index = ItemNumber(reference.Field.Name) ?? -1;
        ImmutableArray<Value> parts = instance is ILocalReferenceOperation or IParameterReferenceOperation
            ? PartsOf(interpreter.Places.Find(instance))
            : interpreter.Evaluate(instance).Parts;
        return index >= 0 && index < parts.Length ? parts[index] : null;
    }

    // `Item1` is the first, number 0.
    private static int? ItemNumber(string name) =>
        name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out int number) && number > 0 ? number - 1 : null;

    private ImmutableArray<Value> PartsOf(Location location) =>
        location.Variable is { } variable && interpreter.State!.Variables[variable] is var slot && interpreter.Recorder.Owns(slot.Root)
            ? slot.Value.Parts
            : [];

    /// <summary>Whether a property is more than a field with another name.</summary>
    public static bool HasCode(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            PropertyDeclarationSyntax declaration => declaration.ExpressionBody is not null
                || declaration.AccessorList is { } list && list.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null),
            IndexerDeclarationSyntax => true,
            _ => false,
        };
}
