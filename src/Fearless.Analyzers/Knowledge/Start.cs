namespace Fearless.Analyzers.Knowledge;

/// <summary>Until when a started body may run.</summary>
internal enum Lifetime
{
    /// <summary>It is called in place, and is no strand.</summary>
    Inline,

    /// <summary>The call that starts it waits for it.</summary>
    Call,

    /// <summary>Until its handle, which the call returns, is waited for.</summary>
    Handle,

    /// <summary>It does not run before its handle is started.</summary>
    Unstarted,

    /// <summary>Until the scope that it is started on ends.</summary>
    Scope,

    /// <summary>Nobody can wait for it.</summary>
    Detached,
}

/// <summary>What a method does with a delegate that it is given: one line <c>start</c> of the knowledge base.</summary>
internal sealed record Start(string Parameter)
{
    public Lifetime Lifetime { get; init; } = Lifetime.Inline;

    /// <summary>Whether several instances run at the same time.</summary>
    public bool IsMany { get; init; }

    /// <summary>Whether it runs beside the other delegates of the call.</summary>
    public bool IsBeside { get; init; }

    /// <summary>Whether it is a stage of a query: runs beside the other stages, when the query runs.</summary>
    public bool IsStage { get; init; }

    /// <summary>Whether the strands started on a scope have ended when the call returns.</summary>
    public bool EndsScope { get; init; }

    /// <summary>Whether the call waits for its receiver first.</summary>
    public bool Continues { get; init; }

    /// <summary>The parameters that the body counts from and to.</summary>
    public (string From, string To)? Counter { get; init; }

    /// <summary>The parameter whose items the body gets, <c>receiver</c> for the receiver.</summary>
    public string? Items { get; init; }

    /// <summary>The parameters that the body gets as its arguments, in order.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The lock that is held while the body runs.</summary>
    public Memory.LockMode? Lock { get; init; }
}
