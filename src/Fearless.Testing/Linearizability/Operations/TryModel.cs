namespace Fearless.Testing.Linearizability;

/// <summary>Does an operation on the specification if it can be done now.</summary>
internal delegate bool TryModel<TModel, TArgument, TResult>(TModel model, TArgument argument, out TResult result);
