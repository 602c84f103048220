namespace Fearless.Analyzers.Interpretation;

/// <summary>
/// The methods that are being summarized, callers first. Methods that call one another, directly or by way of others, are executed together:
/// each once with nothing known of those that are not finished, and once more with what the first round has found.
/// </summary>
/// <remarks>
/// Each method is executed twice at most, however they call one another: what was found on top of something unfinished is kept until the first
/// of the group, which rests on nothing before it, is done.
/// SOURCE: Tarjan, Depth-first search and linear graph algorithms, 1972: the lowest frame that one reaches tells the group.
/// </remarks>
internal sealed class Progress
{
    private readonly List<Frame> _frames = [];
    private readonly Dictionary<IMethodSymbol, Frame> _open = new(SymbolEqualityComparer.Default);

    // What was found in this round and rests on a frame that is still open, in the order in which it was found.
    private readonly Dictionary<IMethodSymbol, Provisional> _provisional = new(SymbolEqualityComparer.Default);
    private readonly List<IMethodSymbol> _order = [];

    // What the first round has found, for the second.
    private readonly Dictionary<IMethodSymbol, Summary> _before = new(SymbolEqualityComparer.Default);

    /// <summary>What is known so far of a method that is not finished; <see langword="null"/> for any other.</summary>
    public Summary? Find(IMethodSymbol method)
    {
        if (_open.TryGetValue(method, out Frame? frame))
        {
            RestOn(frame.Depth);
            return _before.TryGetValue(method, out Summary? before) ? before : frame.Empty;
        }
        if (!_provisional.TryGetValue(method, out Provisional? provisional))
            return null;
        RestOn(provisional.Lowest);
        return provisional.Summary;
    }

    /// <summary>Finds out what a method does.</summary>
    /// <param name="method">The method; it is not being summarized.</param>
    /// <param name="empty">What is known of it before.</param>
    /// <param name="execute">Executes it.</param>
    /// <param name="finish">Told of what is finished by that: the method and those that wait for it, or nothing.</param>
    public Summary Solve(IMethodSymbol method, Summary empty, Func<Summary> execute, Action<IMethodSymbol, Summary> finish)
    {
        var frame = new Frame(empty, _frames.Count);
        _frames.Add(frame);
        _open.Add(method, frame);
        int first = _order.Count;
        Summary found;
        try
        {
            found = execute();
            if (frame.Lowest == frame.Depth && frame.IsRestedOn)
            {
                _before[method] = found;
                foreach (IMethodSymbol member in TakeFrom(first))
                    _before[member] = Take(member);
                found = execute();
            }
        }
        catch (BudgetExceededException)
        {
            Abandon(method, frame, first);
            throw;
        }
        _frames.RemoveAt(frame.Depth);
        _open.Remove(method);
        if (frame.Lowest < frame.Depth)
        {
            _provisional[method] = new Provisional(found, frame.Lowest);
            _order.Add(method);
            RestOn(frame.Lowest);
            return found;
        }
        finish(method, found);
        _before.Remove(method);
        foreach (IMethodSymbol member in TakeFrom(first))
        {
            finish(member, Take(member));
            _before.Remove(member);
        }
        return found;
    }

    // What was found on top of a method that is given up is found again when it is asked for.
    private void Abandon(IMethodSymbol method, Frame frame, int first)
    {
        _frames.RemoveAt(frame.Depth);
        _open.Remove(method);
        _before.Remove(method);
        foreach (IMethodSymbol member in TakeFrom(first))
            Take(member);
    }

    private Summary Take(IMethodSymbol member)
    {
        Summary summary = _provisional[member].Summary;
        _provisional.Remove(member);
        return summary;
    }

    private IMethodSymbol[] TakeFrom(int first)
    {
        IMethodSymbol[] members = [.. _order.Skip(first)];
        _order.RemoveRange(first, members.Length);
        return members;
    }

    // What is being executed rests on a frame: so do all between the two.
    private void RestOn(int depth)
    {
        if (depth < _frames.Count)
            _frames[depth].IsRestedOn = true;
        for (int index = _frames.Count - 1; index > depth && _frames[index].Lowest > depth; index--)
            _frames[index].Lowest = depth;
    }

    /// <summary>A method that is being executed.</summary>
    private sealed class Frame(Summary empty, int depth)
    {
        public Summary Empty => empty;

        public int Depth { get; } = depth;

        /// <summary>The first of the open frames that it rests on, itself if there is none before it.</summary>
        public int Lowest { get; set; } = depth;

        public bool IsRestedOn { get; set; }
    }

    /// <summary>A summary that rests on the frame of that depth.</summary>
    private sealed record Provisional(Summary Summary, int Lowest);
}
