using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Generators;

/// <summary>Makes of a call at the end of a pipeline one that does the same by function structs, if there is anything to gain and it is the same.</summary>
internal static class CallSiteReader
{
    public static CallSite? Read(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        SemanticModel model = context.SemanticModel;
        // The form with a dot only: its interceptor is an extension method, as the method is.
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { MethodKind: MethodKind.ReducedExtension } method
            || !Library.IsOperator(method)
            || model.GetOperation(call, cancellationToken) is not IInvocationOperation operation
            || model.GetInterceptableLocation(call, cancellationToken) is not { } location)
            return null;
        var names = new Names(model.Compilation);
        if (!names.CanNameFrameworks() || new Interceptor(names).Write(operation, location.GetInterceptsLocationAttributeSyntax()) is not { } code)
            return null;
        return new CallSite(Place(location), code);
    }

    // SOURCE: dotnet/roslyn, docs/features/interceptors.md: sixteen bytes of checksum, four of position, then the name of the file, which does not count.
    private static string Place(InterceptableLocation location)
    {
        byte[] data = Convert.FromBase64String(location.Data);
        return Convert.ToBase64String(data, 0, 20);
    }
}
