using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Generators;

/// <summary>Writes the body of a lambda from what the compiler made of it, so that it means the same anywhere in the assembly.</summary>
/// <remarks>What it does not know to be the same it refuses, and with it the whole body.</remarks>
internal sealed class BodyWriter
{
    private readonly Names _names;
    private readonly IMethodSymbol _lambda;
    private readonly ExpressionWriter _expressions;
    private readonly StringBuilder _text = new();
    private bool _isRefused;

    private BodyWriter(Names names, IMethodSymbol lambda)
    {
        _names = names;
        _lambda = lambda;
        _expressions = new ExpressionWriter(names, lambda);
    }

    /// <summary>The body with its braces, or null.</summary>
    public static string? Write(Names names, IAnonymousFunctionOperation lambda)
    {
        // The one thing that makes a value of a variable and leaves no operation of its own.
        if (lambda.Syntax.DescendantNodes().Any(static node => node is CheckedExpressionSyntax { Parent: MemberAccessExpressionSyntax or ElementAccessExpressionSyntax }))
            return null;
        var writer = new BodyWriter(names, lambda.Symbol);
        writer.Statement(lambda.Body);
        return writer._isRefused || writer._expressions.IsRefused ? null : writer._text.Append("#line default\n").ToString();
    }

    private void Statement(IOperation statement)
    {
        if (statement is not IBlockOperation)
            Place(statement);
        switch (statement)
        {
            case IBlockOperation block:
                _text.Append("{\n");
                foreach (IOperation inner in block.Operations)
                    Statement(inner);
                _text.Append("}\n");
                break;
            case IExpressionStatementOperation { Operation: var operation }:
                _text.Append(_expressions.Effect(operation)).Append(";\n");
                break;
            case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: null }:
                _text.Append("return;\n");
                break;
            case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value }:
                if (!SymbolEqualityComparer.Default.Equals(value.Type, _lambda.ReturnType))
                    _isRefused = true;
                _text.Append("return ").Append(_expressions.Value(value)).Append(";\n");
                break;
            case IVariableDeclarationGroupOperation group:
                Declarations(group);
                break;
            case IConditionalOperation { IsRef: false } condition:
                _text.Append("if (").Append(_expressions.Value(condition.Condition)).Append(")\n");
                Braced(condition.WhenTrue);
                if (condition.WhenFalse is { } otherwise)
                {
                    _text.Append("else\n");
                    Braced(otherwise);
                }
                break;
            case IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false, IgnoredCondition: null } loop:
                string test = "while (" + _expressions.Value(condition) + ")";
                _text.Append(loop.ConditionIsTop ? test : "do").Append('\n');
                Braced(loop.Body);
                if (!loop.ConditionIsTop)
                    _text.Append(test).Append(";\n");
                break;
            case IForLoopOperation loop:
                For(loop);
                break;
            // Nothing but loops is written that one could break out of.
            case IBranchOperation { BranchKind: BranchKind.Break }:
                _text.Append("break;\n");
                break;
            case IBranchOperation { BranchKind: BranchKind.Continue }:
                _text.Append("continue;\n");
                break;
            case IThrowOperation { Exception: { } exception }:
                _text.Append("throw ").Append(_expressions.Value(exception)).Append(";\n");
                break;
            case IEmptyOperation:
                _text.Append(";\n");
                break;
            default:
                _isRefused = true;
                break;
        }
    }

    private void Braced(IOperation statement)
    {
        _text.Append("{\n");
        Statement(statement);
        _text.Append("}\n");
    }

    private void For(IForLoopOperation loop)
    {
        _text.Append("{\n");
        foreach (IOperation before in loop.Before)
            Statement(before);
        _text.Append("for (; ").Append(loop.Condition is { } condition ? _expressions.Value(condition) : "").Append("; ");
        _text.Append(string.Join(", ", loop.AtLoopBottom.Select(bottom => bottom is IExpressionStatementOperation step ? _expressions.Effect(step.Operation) : Refuse())));
        _text.Append(")\n");
        Braced(loop.Body);
        _text.Append("}\n");
    }

    private void Declarations(IVariableDeclarationGroupOperation group)
    {
        foreach (IVariableDeclaratorOperation variable in group.Declarations.SelectMany(static declaration => declaration.Declarators))
        {
            // Constants are written where they are used.
            if (variable.Symbol.IsConst)
                continue;
            if (variable.Symbol is not { RefKind: RefKind.None, ScopedKind: ScopedKind.None, IsFixed: false, IsUsing: false } local
                || !variable.IgnoredArguments.IsEmpty
                || _names.Of(local.Type) is not { } type)
            {
                _isRefused = true;
                return;
            }
            _text.Append(type).Append(' ').Append(_expressions.Declare(local));
            if (variable.Initializer is { Value: var value, Locals.IsEmpty: true })
            {
                _isRefused |= !SymbolEqualityComparer.Default.Equals(value.Type, local.Type);
                _text.Append(" = ").Append(_expressions.Value(value));
            }
            else if (variable.Initializer is not null)
            {
                _isRefused = true;
            }
            _text.Append(";\n");
        }
    }

    private string Refuse()
    {
        _isRefused = true;
        return "";
    }

    // Breakpoints and stack traces are where the lambda is.
    private void Place(IOperation statement)
    {
        FileLinePositionSpan place = statement.Syntax.GetLocation().GetMappedLineSpan();
        // As the compiler names the file in what it writes: a build that is to be the same everywhere has no folders of this machine in it.
        string path = statement.SemanticModel?.Compilation.Options.SourceReferenceResolver?.NormalizePath(place.Path, baseFilePath: null) ?? place.Path;
        if (path.Length > 0 && path.IndexOfAny(['"', '\r', '\n']) < 0)
            _text.Append("#line ").Append(place.StartLinePosition.Line + 1).Append(" \"").Append(path).Append("\"\n");
    }
}
