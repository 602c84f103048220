namespace Fearless.Testing.Linearizability;

/// <summary>What is tested against what.</summary>
internal sealed class Specification<TSubject, TModel>(Func<TSubject> createSubject, Func<TModel> createModel)
{
    public Func<TSubject> CreateSubject { get; } = createSubject;

    public Func<TModel> CreateModel { get; } = createModel;

    public List<Operation<TSubject, TModel>> Operations { get; } = [];

    public Func<TModel, object>? Snapshot { get; set; } = ModelStates.SnapshotOf<TModel>();

    /// <summary>By the type of an argument, which object of many it names.</summary>
    public Dictionary<Type, Func<object?, object>> Keys { get; } = [];

    public Consistency Consistency { get; set; } = Consistency.Linearizable;

    public object KeyOf(Invocation<TSubject, TModel> invocation) => Keys[invocation.Operation.ArgumentType](invocation.Argument);
}
