namespace Fearless.Testing.Linearizability;

/// <summary>Wraps the delegates that a user declares operations with.</summary>
internal static class OperationFactory
{
    private static readonly object True = true;
    private static readonly object False = false;

    /// <summary>What an operation returned, boxed without a new object for the commonest results.</summary>
    public static object? Box<T>(T value)
    {
        if (typeof(T) == typeof(bool))
            return (bool)(object)value! ? True : False;
        return value;
    }

    /// <summary>An operation whose result the specification knows.</summary>
    public static Func<TModel, object?, Outcome, Answer> Exactly<TModel, TResult>(Func<TModel, object?, TResult> model) => (state, argument, actual) =>
    {
        Outcome expected;
        try
        {
            expected = Outcome.Returned(model(state, argument));
        }
        catch (Exception exception)
        {
            // An exception is an answer like any other: "pop of an empty stack throws".
            expected = Outcome.Threw(exception);
        }
        return Answer.Of(expected, actual);
    };

    /// <summary>An operation that the specification may let wait.</summary>
    public static Func<TModel, object?, Outcome, Answer> WhenPossible<TModel, TResult>(TryModel<TModel, object?, TResult> model) =>
        (state, argument, actual) => model(state, argument, out TResult result) ? Answer.Of(Outcome.Returned(result), actual) : Answer.Waits;

    /// <summary>An operation of which the specification judges the result that it had.</summary>
    public static Func<TModel, object?, Outcome, Answer> Allowing<TModel, TResult>(Func<TModel, object?, TResult, bool> allows) =>
        (state, argument, actual) => actual.Kind == OutcomeKind.Returned && allows(state, argument, (TResult)actual.Value!)
            ? Answer.Accepted
            : new(false, "it must not be that here");
}
