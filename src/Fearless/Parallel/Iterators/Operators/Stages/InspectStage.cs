using System.Diagnostics.CodeAnalysis;

namespace Fearless.Plumbing;

/// <summary>Shows each item to an action and lets it pass.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct InspectStage<T> : IStage<T, T>
    where T : allows ref struct
{
    private readonly Action<T> _action;

    internal InspectStage(Action<T> action) => _action = action;

    /// <inheritdoc/>
    public bool TryApply(T input, [MaybeNullWhen(false)] out T output)
    {
        _action(input);
        output = input;
        return true;
    }
}
