namespace Fearless.Tool.Findings.Facts;

/// <summary>What is known of a method from its own code.</summary>
internal sealed class MethodFacts(MethodKey key, IMethodSymbol method)
{
    public MethodKey Key { get; } = key;

    public IMethodSymbol Method { get; } = method;

    public Effects Effects { get; set; }

    /// <summary>How many loops of arithmetic lie in one another; more for what is known to be heavy.</summary>
    public int Weight { get; set; }

    public List<CallFact> Calls { get; } = [];

    public List<WaitFact> Waits { get; } = [];

    /// <summary>Whether nothing but its own code demands that it returns a task.</summary>
    public bool IsFree { get; set; }

    public bool ReturnsTask { get; set; }

    /// <summary>Whether it may run on the thread of a user interface, which work on the pool keeps free.</summary>
    public bool HasUserInterface { get; init; }
}
