namespace Fearless.Testing.Linearizability;

/// <summary>An operation with its argument.</summary>
internal sealed class Invocation<TSubject, TModel>(Operation<TSubject, TModel> operation, object? argument)
{
    public Operation<TSubject, TModel> Operation { get; } = operation;

    public object? Argument { get; } = argument;

    public object? Invoke(TSubject subject, CancellationToken cancellationToken) => Operation.Invoke(subject, Argument, cancellationToken);

    public Answer Apply(TModel model, Outcome actual) => Operation.Apply(model, Argument, actual);

    public override string ToString() => $"{Operation.Name}({ValueText.OfArgument(Argument)})";
}
