using Fearless.Plumbing;

namespace Fearless;

internal readonly struct ForEachConsumer<T, TAction>(TAction action) : IConsumer<ForEachConsumer<T, TAction>, T>
    where T : allows ref struct
    where TAction : struct, IAction<T>
{
    private readonly TAction _action = action;

    public bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        TAction action = _action;
        for (int index = 0; index < length; index++)
        {
            if (block.TryGet(index, out T? item))
                action.Invoke(item);
        }
    }

    public ForEachConsumer<T, TAction> Split(long leftSlots) => this;

    public void Combine(ForEachConsumer<T, TAction> right)
    {
    }
}
