namespace Fearless.Analyzers.Knowledge;

/// <summary>All that the knowledge base says of one method.</summary>
internal sealed record MethodFacts
{
    public IReadOnlyList<Start> Starts { get; private init; } = [];

    public IReadOnlyList<LockFact> Locks { get; private init; } = [];

    public EffectFact? Effect { get; private init; }

    /// <summary>How it accesses what it is given by reference: <see langword="true"/> where it only reads atomically.</summary>
    public bool? OnlyReadsAtomically { get; private init; }

    /// <summary>Whose strands it waits for.</summary>
    public string? Join { get; private init; }

    public string? Result { get; private init; }

    /// <summary>What it signals or waits for.</summary>
    public SignalFact? Signal { get; private init; }

    /// <summary>Whether it reaches memory by ways that no type tells.</summary>
    public bool IsBeyond { get; private init; }

    /// <summary>Whether anything is said of what it does.</summary>
    public bool IsDescribed { get; private init; }

    public static MethodFacts Of(IMethodSymbol method, KnowledgeBase knowledge)
    {
        string name = KnowledgeBase.NameOf(method), type = KnowledgeBase.NameOf(method.ContainingType);
        var facts = new MethodFacts
        {
            Starts = knowledge.Starts.TryGetValue(name, out var starts) || knowledge.Starts.TryGetValue(type + ".*", out starts) ? starts : [],
            Locks = knowledge.Locks.TryGetValue(name, out var locks) ? locks : [],
            Effect = knowledge.Effects.TryGetValue(name, out EffectFact? effect) || knowledge.Effects.TryGetValue(type + ".*", out effect) ? effect : null,
            OnlyReadsAtomically = knowledge.Atomics.TryGetValue(name, out bool reads) || knowledge.Atomics.TryGetValue(type, out reads) ? reads : null,
            Join = knowledge.Joins.TryGetValue(name, out string? join) ? join : null,
            Signal = knowledge.Signals.TryGetValue(name, out SignalFact? signal) ? signal : null,
            IsBeyond = knowledge.Beyond.Contains(name) || knowledge.Beyond.Contains(type),
            Result = knowledge.Results.TryGetValue(name, out string? result) ? result : null,
        };
        bool isDescribed = facts.Starts.Count > 0 || facts.Locks.Count > 0 || facts.Join is not null || facts.Result is not null
            || facts is { Signal: not null } or { Effect: not null } or { OnlyReadsAtomically: not null } || knowledge.Types.ContainsKey(type);
        return facts with { IsDescribed = isDescribed };
    }
}
