using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Fearless.Tasks;

/// <summary>Whether an asynchronous method has code that must run when it is cancelled: a <c>catch</c> or <c>finally</c>, a <c>using</c>, a
/// <c>lock</c>, or an <c>await foreach</c>.</summary>
/// <typeparam name="TStateMachine">What the compiler made of the method.</typeparam>
internal static class Cleanup<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] TStateMachine>
{
    /// <summary>True also when it cannot be told, as in native code: an exception then does what could have been left out.</summary>
    public static readonly bool Exists = Find();

    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "Trimming leaves the handlers of a body that is there as they are; without a body the answer is yes.")]
    private static bool Find()
    {
        // Native code has no bodies; to be asked for them, it would have to have all that reflection needs.
        if (!RuntimeFeature.IsDynamicCodeSupported)
            return true;
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        try
        {
            // The compiler itself adds one handler around the whole body, which keeps the failure.
            MethodInfo? step = typeof(TStateMachine).GetMethod("MoveNext", Own, []);
            return step?.GetMethodBody() is not { } body || body.ExceptionHandlingClauses.Count != 1;
        }
        catch (Exception exception) when (exception is NotSupportedException or AmbiguousMatchException or BadImageFormatException)
        {
            return true;
        }
    }
}
