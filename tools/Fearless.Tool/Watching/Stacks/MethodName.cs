using System.Text.RegularExpressions;

namespace Fearless.Tool.Watching.Stacks;

/// <summary>Gives methods the names that they have in the source: those that the compiler makes lead back to the method that they come from.</summary>
internal static partial class MethodName
{
    /// <summary><c>Job.Run</c> for <c>My.Program.Job+&lt;Run&gt;d__3.MoveNext(value class …)</c>.</summary>
    public static string Readable(string method)
    {
        int parameters = method.IndexOf('(', StringComparison.Ordinal);
        string name = parameters < 0 ? method : method[..parameters];
        name = Generics().Replace(name, "");
        name = StateMachine().Replace(name, ".$1");
        name = LocalFunction().Replace(name, "$1");
        name = Lambda().Replace(name, "$1");
        name = Closure().Replace(name, "");
        name = EntryPoint().Replace(name, "Main").Replace('+', '.').Replace("..ctor", ".new", StringComparison.Ordinal);
        // Type and method are enough to find it; a namespace only makes paths long.
        string[] parts = name.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('.', parts.TakeLast(2));
    }

    [GeneratedRegex(@"`\d+|\[[^\]]*\]")]
    private static partial Regex Generics();

    // Its name may hold another such name: that of top-level code is <<Main>$>d__0.
    [GeneratedRegex(@"\+<(.+?)>d(?:__\d+)?\.MoveNext$")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"<[^<>]*(?:<[^<>]*>\$?)?[^<>]*>g__([^|]+)\|[\d_]+")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"<([^<>]*(?:<[^<>]*>\$?)?)>b__[\d_]+")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"\+?<>c(?:__DisplayClass[\d_]+)?")]
    private static partial Regex Closure();

    [GeneratedRegex(@"<Main>\$?")]
    private static partial Regex EntryPoint();
}
