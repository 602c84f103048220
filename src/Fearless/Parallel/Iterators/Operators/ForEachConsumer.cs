using Fearless.Plumbing;

namespace Fearless;

internal readonly struct ForEachConsumer<T>(Action<T> action) : IConsumer<ForEachConsumer<T>, T>
    where T : allows ref struct
{
    private readonly Action<T> _action = action;

    public bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        Action<T> action = _action;
        for (int index = 0; index < length; index++)
        {
            if (block.TryGet(index, out T? item))
                ErasedCall.Invoke(action, item);
        }
    }

    public ForEachConsumer<T> Split(long leftSlots) => this;

    public void Combine(ForEachConsumer<T> right)
    {
    }
}
