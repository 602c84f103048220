namespace Fearless.Tasks;

/// <summary>What the contenders of a race share.</summary>
internal sealed class Race<T>
{
    public FailureCollector Failures;
    private Winner? _winner;

    /// <summary>Whether somebody has won.</summary>
    public bool IsDecided => _winner is not null;

    /// <summary>The winner's result. When all contenders have ended.</summary>
    /// <exception cref="Exception">There is none: the first failure, with the others on it.</exception>
    public T Result
    {
        get
        {
            if (!IsDecided)
                Failures.ThrowIfAny();
            return _winner!.Value.Result;
        }
    }

    /// <summary>The first to come wins, and the others are cancelled.</summary>
    public void TryWin(TaskScope scope, T result)
    {
        if (IsDecided)
            return;
        _winner = new Winner(result);
        scope.Cancel();
    }

    private readonly record struct Winner(T Result);
}
