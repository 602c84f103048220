namespace Fearless.Collections;

/// <summary>What must still hold when an item is taken from a <see cref="WorkDeque{T}"/>.</summary>
internal interface IStealCondition
{
    bool Holds { get; }
}
