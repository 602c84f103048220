namespace Fearless.Tool.Findings.Facts;

/// <summary>What all methods with source do, by themselves and by what they call.</summary>
internal sealed class CallGraph
{
    /// <summary>More loops in one another than this are not told apart.</summary>
    private const int MaxWeight = 6;

    private readonly Dictionary<MethodKey, MethodFacts> _methods;
    private readonly Dictionary<MethodKey, Effects> _effects = [];
    private readonly Dictionary<MethodKey, int> _weights = [];

    private CallGraph(Dictionary<MethodKey, MethodFacts> methods, HashSet<MethodKey> handedOut)
    {
        _methods = methods;
        HandedOut = handedOut;
    }

    public IEnumerable<MethodFacts> Methods => _methods.Values;

    /// <summary>The methods that are given to others as delegates, and so have to be as they are.</summary>
    public HashSet<MethodKey> HandedOut { get; }

    public static CallGraph Of(IEnumerable<MethodFacts> facts, IEnumerable<MethodKey> handedOut)
    {
        var methods = new Dictionary<MethodKey, MethodFacts>();
        foreach (MethodFacts fact in facts)
            methods.TryAdd(fact.Key, fact);
        var graph = new CallGraph(methods, [.. handedOut]);
        graph.Complete();
        return graph;
    }

    public MethodFacts? Find(MethodKey key) => _methods.GetValueOrDefault(key);

    /// <summary>What a part of a method does, with all that it calls.</summary>
    public (Effects Effects, int Weight) Sum(MethodFacts part) => (EffectsOf(part), WeightOf(part));

    // Each round hands what is known one call up; what grows is bounded, and so ends.
    private void Complete()
    {
        foreach (MethodFacts facts in _methods.Values)
        {
            _effects[facts.Key] = facts.Effects;
            _weights[facts.Key] = facts.Weight;
        }
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (MethodFacts facts in _methods.Values)
            {
                Effects effects = EffectsOf(facts);
                int weight = WeightOf(facts);
                changed |= effects != _effects[facts.Key] || weight != _weights[facts.Key];
                _effects[facts.Key] = effects;
                _weights[facts.Key] = weight;
            }
        }
    }

    private Effects EffectsOf(MethodFacts facts)
    {
        Effects effects = facts.Effects;
        foreach (CallFact call in facts.Calls)
        {
            if (!_effects.TryGetValue(call.Callee, out Effects called))
            {
                // Without a body: made by a generator, or elsewhere.
                effects |= Effects.Unknown;
                continue;
            }
            effects |= called & ~(Effects.WritesThis | Effects.WritesArguments);
            if (called.HasFlag(Effects.WritesThis))
                effects |= FactCollector.WriteTo(call.Receiver);
            if (called.HasFlag(Effects.WritesArguments))
                effects |= FactCollector.WriteTo(call.Arguments);
        }
        return effects;
    }

    private int WeightOf(MethodFacts facts)
    {
        int weight = facts.Weight;
        foreach (CallFact call in facts.Calls)
        {
            // What calls itself is not the heavier for it: only loops are counted.
            if (call.Callee == facts.Key || !_weights.TryGetValue(call.Callee, out int called) || called == 0)
                continue;
            weight = Math.Max(weight, Math.Min(MaxWeight, called + call.Depth + (call.HasLargeArgument ? 1 : 0)));
        }
        return weight;
    }
}
