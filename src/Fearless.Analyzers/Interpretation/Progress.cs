namespace Fearless.Analyzers.Interpretation;

/// <summary>The methods that are being summarized, callers first, and what is known of them so far.</summary>
internal sealed class Progress
{
    private const int MaxDepth = 24;

    private readonly Dictionary<IMethodSymbol, Summary> _known = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IMethodSymbol> _askedFor = new(SymbolEqualityComparer.Default);

    /// <summary>Whether what was found last rests on something that is not finished.</summary>
    public bool IsProvisional { get; private set; }

    public Summary? Find(IMethodSymbol method)
    {
        if (!_known.TryGetValue(method, out Summary? summary))
            return null;
        _askedFor.Add(method);
        return summary;
    }

    public Summary Solve(IMethodSymbol method, Summary empty, Func<Summary, Summary> execute)
    {
        if (_known.Count >= MaxDepth)
            throw new BudgetExceededException();
        _known.Add(method, empty);
        Summary found = execute(empty);
        if (_askedFor.Contains(method))
        {
            _known[method] = found;
            found = execute(found);
        }
        _known.Remove(method);
        _askedFor.Remove(method);
        IsProvisional = _askedFor.Any(_known.ContainsKey);
        return found;
    }
}
