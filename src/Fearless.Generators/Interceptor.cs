using System.Text;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Generators;

/// <summary>Writes the method that stands for a call, and the structs that it uses.</summary>
/// <remarks>
/// The pipeline that the method gets has a type that says which delegates are in it. The method takes it apart down to the first stage that can be lowered,
/// and builds it again from there with structs.
/// </remarks>
internal sealed class Interceptor(Names names)
{
    private readonly StringBuilder _structs = new();
    private readonly StringBuilder _body = new();
    private int _count;

    /// <summary>The members of the class around the method; null if nothing can be lowered.</summary>
    public string? Write(IInvocationOperation call, string attribute)
    {
        IMethodSymbol method = call.TargetMethod;
        IParameterSymbol? pipeline = method.Parameters.FirstOrDefault(static parameter => Library.Pieces(parameter.Type) is not null);
        if (pipeline is null || !TakesAnySource(method, pipeline) || Signature(method, attribute) is not { } signature)
            return null;

        string name = "@" + pipeline.Name;
        var source = new LoweredPipeline(name, Library.Pieces(pipeline.Type)!.Value.Select(names.Of).ToArray()!);
        Stage[] stages = Stages(call.Arguments.First(argument => argument.Parameter!.Ordinal == pipeline.Ordinal).Value);
        Rebuild(source, stages);
        string? run = Run(call, pipeline, source);
        if (_count == 0 || run is null)
            return null;
        return $"{_structs}{signature}\n        {{\n{_body}            {(method.ReturnsVoid ? "" : "return ")}{run};\n        }}\n";
    }

    // The source must be free to be another one, and nothing but the pipeline may depend on which it is.
    private static bool TakesAnySource(IMethodSymbol method, IParameterSymbol pipeline)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        return Library.Pieces(definition.Parameters[pipeline.Ordinal].Type) is [ITypeParameterSymbol source, ..]
            && !Mentions(definition.ReturnType, source)
            && definition.Parameters.All(parameter => parameter.Ordinal == pipeline.Ordinal || !Mentions(parameter.Type, source));
    }

    private static bool Mentions(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol => SymbolEqualityComparer.Default.Equals(type, parameter),
        IArrayTypeSymbol array => Mentions(array.ElementType, parameter),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Mentions(argument, parameter)),
        _ => true,
    };

    private string? Signature(IMethodSymbol method, string attribute)
    {
        if (method.ReturnsByRef || method.ReturnsByRefReadonly || ReturnType(method) is not { } result)
            return null;
        var parameters = new List<string>();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter is not { RefKind: RefKind.None or RefKind.Out, IsParams: false } || names.Of(parameter.Type) is not { } type)
                return null;
            parameters.Add((parameter.Ordinal == 0 ? "this " : "") + (parameter.RefKind == RefKind.Out ? "out " : "") + type + " @" + parameter.Name);
        }
        return $"        {attribute}\n        public static {result} {method.Name}({string.Join(", ", parameters)})";
    }

    private string? ReturnType(IMethodSymbol method) => method.ReturnsVoid ? "void" : names.Of(method.ReturnType);

    /// <summary>The stages before the call, the last one first, down to something else.</summary>
    private static Stage[] Stages(IOperation pipeline)
    {
        var stages = new List<Stage>();
        while (pipeline is IInvocationOperation call && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } before
            && Library.Pieces(call.Type) is [var source, var item, var kind]
            && Library.Pieces(before.Type) is [var sourceBefore, var itemBefore, _])
        {
            // Others could give back another pipeline of the right type.
            if (!Library.IsOperator(call.TargetMethod) && !Library.IsPipelines(call.TargetMethod))
                break;
            // An option changes no type; an operator does.
            if (SymbolEqualityComparer.Default.Equals(source, sourceBefore))
            {
                pipeline = before;
                continue;
            }
            bool isStage = Library.IsStaged(source, sourceBefore);
            bool isZip = Library.IsOperator(call.TargetMethod) && call.TargetMethod.Name == "Zip" && call.Arguments.Length == 3 && Lambda(call, "resultSelector") is not null;
            if (!isStage && !isZip)
                break;
            stages.Add(new Stage(call, sourceBefore, itemBefore, source, item, kind));
            if (isZip)
                break;
            pipeline = before;
        }
        return [.. stages];
    }

    /// <summary>Writes statements that build the pipeline anew, with structs for the lambdas that can be lowered.</summary>
    private void Rebuild(LoweredPipeline pipeline, Stage[] stages)
    {
        string?[] functions = [.. stages.Select(Function)];
        // What is before it stays as it is.
        int first = Array.FindLastIndex(functions, static function => function is not null);
        for (int i = 0; i <= first && !stages[i].IsZip; i++)
        {
            _body.Append($"            var before{i} = global::Fearless.Plumbing.Stages.WithoutLast({pipeline.Name}, out var stage{i});\n");
            pipeline.Become($"before{i}", names.Of(stages[i].SourceBefore)!);
        }
        for (int i = first; i >= 0; i--)
        {
            (string next, string source) = stages[i].IsZip ? Combined(stages[i], functions[i]!, pipeline) : Followed(stages[i], $"stage{i}", functions[i], pipeline);
            _body.Append($"            var lowered{i} = {next};\n");
            pipeline.Become($"lowered{i}", source);
        }
    }

    private (string Next, string Source) Combined(Stage stage, string function, LoweredPipeline pipeline)
    {
        string[] types = [.. ((INamedTypeSymbol)stage.Source).TypeArguments.Select(type => names.Of(type)!)];
        types[4] = function;
        return ($"global::Fearless.Plumbing.Stages.WithCombiner({pipeline.Name}, default({function}))", $"global::Fearless.Plumbing.ZipSource<{string.Join(", ", types)}>");
    }

    /// <param name="stage">The stage.</param>
    /// <param name="asItWas">The local that holds it.</param>
    /// <param name="function">The struct that takes the place of its lambda; null if it stays.</param>
    /// <param name="pipeline">What is before it.</param>
    private (string Next, string Source) Followed(Stage stage, string asItWas, string? function, LoweredPipeline pipeline)
    {
        string before = names.Of(stage.ItemBefore)!;
        string item = names.Of(stage.Item)!;
        (string type, string call) = (function, stage.Call.TargetMethod.Name) switch
        {
            (null, _) => Kept(stage, asItWas, item),
            (_, "Select") => ($"global::Fearless.Plumbing.SelectStage<{function}, {before}, {item}>", $"Select<{function}, {item}>(default)"),
            _ => ($"global::Fearless.Plumbing.WhereStage<{function}, {item}>", $"Where<{function}>(default)"),
        };
        return ($"{pipeline.Name}.{call}", $"global::Fearless.Plumbing.StagedSource<{pipeline.Source}, {before}, {type}, {item}>");
    }

    private (string Type, string Call) Kept(Stage stage, string asItWas, string item)
    {
        string type = names.Of(((INamedTypeSymbol)stage.Source).TypeArguments[2])!;
        return (type, $"Then<{type}, {item}, {names.Of(stage.Kind)}>({asItWas})");
    }

    /// <summary>The struct for the lambda of a stage; null where that stays a delegate.</summary>
    private string? Function(Stage stage)
    {
        IMethodSymbol method = stage.Call.TargetMethod;
        if (!Library.IsOperator(method))
            return null;
        if (stage.IsZip)
        {
            ImmutableArray<ITypeSymbol> types = ((INamedTypeSymbol)stage.Source).TypeArguments;
            return Struct(Lambda(stage.Call, "resultSelector"), "global::Fearless.Plumbing.ICombiner", "Combine", types[1], types[3], types[5]);
        }
        return (method.Name, stage.Call.Arguments.Length) switch
        {
            ("Select", 2) => Struct(Lambda(stage.Call, "selector"), "global::Fearless.IFunc", "Invoke", stage.ItemBefore, stage.Item),
            ("Where", 2) => Predicate(Lambda(stage.Call, "predicate"), stage.Item),
            _ => null,
        };
    }

    /// <summary>Writes the call that runs the pipeline, with the lambda of the call lowered too if it can be; null if nothing was lowered.</summary>
    private string? Run(IInvocationOperation call, IParameterSymbol pipeline, LoweredPipeline lowered)
    {
        IMethodSymbol method = call.TargetMethod;
        ITypeSymbol item = Library.Pieces(pipeline.Type)!.Value[1];
        switch (method.Name, method.Parameters.Length)
        {
            case ("Sum", 2) when Struct(Lambda(call, "selector"), "global::Fearless.IFunc", "Invoke", item, method.ReturnType) is { } function:
                string result = names.Of(method.ReturnType)!;
                return $"global::Fearless.ParallelIterator.Sum({lowered.Name}.Select<{function}, {result}>(default))";

            // As the library does it. First and Last say in their exceptions that there is a predicate, and so keep it.
            case ("Count" or "Any" or "FirstOrDefault" or "LastOrDefault", 2) when Predicate(Lambda(call, "predicate"), item) is { } function:
                return $"global::Fearless.ParallelIterator.{method.Name}({lowered.Name}.Where<{function}>(default))";
            case ("TryGetFirst" or "TryGetLast" or "TryGetAny", 3) when Predicate(Lambda(call, "predicate"), item) is { } function:
                return $"global::Fearless.ParallelIterator.{method.Name}({lowered.Name}.Where<{function}>(default), out @{method.Parameters[2].Name})";

            case ("All" or "FindIndex" or "FindLastIndex" or "FindAnyIndex", 2) when Predicate(Lambda(call, "predicate"), item) is { } function:
                return $"global::Fearless.ParallelIterator.{method.Name}({lowered.Name}, default({function}))";
            case ("ForEach", 2) when Action(Lambda(call, "action"), item) is { } action:
                return $"global::Fearless.ParallelIterator.ForEach({lowered.Name}, default({action}))";

            case ("Aggregate", 2) when Fold(Lambda(call, "func"), item, item) is { } function:
                return $"global::Fearless.ParallelIterator.Aggregate({lowered.Name}, default({function}))";
            case ("Aggregate", 3) when Fold(Lambda(call, "func"), item, item) is { } function:
                return $"global::Fearless.ParallelIterator.Aggregate({lowered.Name}, @seed, default({function}))";
            case ("Aggregate", 4) when Fold(Lambda(call, "fold"), method.ReturnType, item) is { } function:
                string seed = method.Parameters[1].Name == "seed" ? "() => @seed" : "@seedFactory";
                return $"global::Fearless.ParallelIterator.Aggregate({lowered.Name}, {seed}, default({function}), @combine)";
            default:
                return Forward(method, pipeline, lowered);
        }
    }

    // The same method, for the other source.
    private string? Forward(IMethodSymbol method, IParameterSymbol pipeline, LoweredPipeline lowered)
    {
        ITypeSymbol source = Library.Pieces(method.OriginalDefinition.Parameters[pipeline.Ordinal].Type)!.Value[0];
        string?[] types = [.. method.TypeArguments.Select(names.Of)];
        types[((ITypeParameterSymbol)source).Ordinal] = lowered.Source;
        if (types.Any(static type => type is null))
            return null;
        IEnumerable<string> arguments = method.Parameters.Select(parameter =>
            parameter.Ordinal == pipeline.Ordinal ? lowered.Name : (parameter.RefKind == RefKind.Out ? "out @" : "@") + parameter.Name);
        return $"global::Fearless.ParallelIterator.{method.Name}<{string.Join(", ", types)}>({string.Join(", ", arguments)})";
    }

    private string? Predicate(IAnonymousFunctionOperation? lambda, ITypeSymbol item) =>
        lambda is null ? null : Struct(lambda, "global::Fearless.IFunc", "Invoke", item, lambda.Symbol.ReturnType);

    private string? Fold(IAnonymousFunctionOperation? lambda, ITypeSymbol accumulator, ITypeSymbol item) =>
        Struct(lambda, "global::Fearless.IFunc", "Invoke", accumulator, item, accumulator);

    private string? Action(IAnonymousFunctionOperation? lambda, ITypeSymbol item) => lambda is { Symbol.Parameters: [{ RefKind: RefKind.Ref }] }
        ? Struct(lambda, "global::Fearless.IRefAction", "Invoke", item)
        : Struct(lambda, "global::Fearless.IAction", "Invoke", item);

    private static IAnonymousFunctionOperation? Lambda(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
            ? lambda
            : null;

    /// <summary>Writes a struct with the body of the lambda, and returns its name; null if it cannot be, or would not gain anything.</summary>
    private string? Struct(IAnonymousFunctionOperation? lambda, string contract, string method, params ITypeSymbol[] types)
    {
        if (lambda is null || !Library.AreValues(types) || !IsPlain(lambda) || types.Any(type => names.Of(type) is null) || BodyWriter.Write(names, lambda) is not { } body)
            return null;
        string name = $"Function{_count++}";
        string result = lambda.Symbol.ReturnsVoid ? "void" : names.Of(lambda.Symbol.ReturnType)!;
        IEnumerable<string> parameters = lambda.Symbol.Parameters.Select((parameter, i) =>
            $"{(parameter.RefKind == RefKind.Ref ? "ref " : "")}{names.Of(parameter.Type)} {(parameter.Name == "_" ? $"unused{i}" : "@" + parameter.Name)}");
        _structs.Append($"        private readonly struct {name} : {contract}<{string.Join(", ", types.Select(names.Of))}>\n        {{\n")
            .Append("            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]\n")
            .Append($"            public {result} {method}({string.Join(", ", parameters)})\n").Append(body).Append("        }\n\n");
        return name;
    }

    // One that is nothing but its body.
    private static bool IsPlain(IAnonymousFunctionOperation lambda) =>
        lambda.Symbol is { IsAsync: false, ReturnsByRef: false, ReturnsByRefReadonly: false } symbol
        && symbol.GetAttributes().IsEmpty
        && symbol.GetReturnTypeAttributes().IsEmpty
        && symbol.Parameters.All(static parameter => parameter is { RefKind: RefKind.None or RefKind.Ref, IsParams: false } && parameter.GetAttributes().IsEmpty);

    /// <summary>A stage of the pipeline, and what its types are before and after it.</summary>
    private sealed class Stage(IInvocationOperation call, ITypeSymbol sourceBefore, ITypeSymbol itemBefore, ITypeSymbol source, ITypeSymbol item, ITypeSymbol kind)
    {
        public IInvocationOperation Call => call;

        public ITypeSymbol SourceBefore => sourceBefore;

        public ITypeSymbol ItemBefore => itemBefore;

        public ITypeSymbol Source => source;

        public ITypeSymbol Item => item;

        public ITypeSymbol Kind => kind;

        public bool IsZip => call.TargetMethod.Name == "Zip";
    }

    /// <summary>The pipeline so far: the local that holds it, and its types.</summary>
    private sealed class LoweredPipeline(string name, string[] pieces)
    {
        public string Name { get; private set; } = name;

        public string Source { get; private set; } = pieces[0];

        public void Become(string name, string source) => (Name, Source) = (name, source);
    }
}
