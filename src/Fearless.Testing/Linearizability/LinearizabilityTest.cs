namespace Fearless.Testing;

/// <summary>Starts a test of whether the operations of a concurrent structure act as if they were done one after another.</summary>
public static class LinearizabilityTest
{
    /// <summary>Starts a test of a structure against a sequential specification.</summary>
    /// <typeparam name="TSubject">The type of the structure.</typeparam>
    /// <typeparam name="TModel">The type of the specification: any class that does the same, one operation after another.</typeparam>
    /// <param name="subject">Makes a structure. Called once for each run; one that is disposable is disposed after it.</param>
    /// <param name="model">Makes a specification in the state that corresponds to a new structure.</param>
    /// <returns>The test, to which the operations are added.</returns>
    public static LinearizabilityTest<TSubject, TModel> For<TSubject, TModel>(Func<TSubject> subject, Func<TModel> model)
        where TSubject : notnull
        where TModel : notnull
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(model);
        return new(new(subject, model));
    }
}
