namespace Fearless.Testing.Linearizability;

/// <summary>An operation that scenarios are made of.</summary>
internal sealed class Operation<TSubject, TModel>(string name)
{
    public string Name { get; } = name;

    /// <summary>The operations of one role are all done by one thread; null when any thread may.</summary>
    public string? Role { get; init; }

    /// <summary>Whether it may wait until another operation lets it go on.</summary>
    public bool Blocks { get; init; }

    public required Type ArgumentType { get; init; }

    public required Func<ArgumentSource, object?> Generate { get; init; }

    public required Func<TSubject, object?, CancellationToken, object?> Invoke { get; init; }

    /// <summary>Does the operation on the specification, and compares. Whatever it says, the model may have changed.</summary>
    public required Func<TModel, object?, Outcome, Answer> Apply { get; init; }

    /// <summary>Whether a result says that it gave up, without effect, because another operation was in its way.</summary>
    public Func<object?, bool>? GivesUp { get; init; }
}
