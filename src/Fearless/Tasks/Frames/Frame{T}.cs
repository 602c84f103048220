namespace Fearless.Tasks;

/// <summary>A call of a method that returns a <typeparamref name="T"/> in the end.</summary>
internal abstract class Frame<T> : Frame
{
    private T _result = default!;

    /// <summary>The method has ended with <paramref name="result"/>.</summary>
    public void Complete(T result)
    {
        _result = result;
        Complete();
    }

    /// <summary>What it ended with: returned, or thrown.</summary>
    public T GetResult()
    {
        ThrowUnlessCompleted();
        return _result;
    }
}
