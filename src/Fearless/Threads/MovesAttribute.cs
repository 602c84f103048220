namespace Fearless;

/// <summary>Says that a method takes its argument over: the caller must not use it afterwards, and the analyzer in the package refuses it
/// (FC2001 to FC2003).</summary>
/// <remarks>
/// Put it on a parameter, or on a method that gives its own object away. It changes nothing at run time: whoever takes the value over owns
/// it, and disposes it if it has to be disposed. <see cref="Move.Of{T}"/> moves a variable's value away without it.
/// </remarks>
/// <example><code>
/// static void Print([Moves] List&lt;string&gt; lines) =&gt; Task.Run(() =&gt; lines.ForEach(Console.WriteLine));
///
/// List&lt;string&gt; letter = ["Dear reader,"];
/// Print(letter);
/// letter.Clear();      // FC2001
/// </code></example>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method)]
public sealed class MovesAttribute : Attribute;
