namespace Fearless.Testing;

/// <summary>A sequential specification which can say what state it is in.</summary>
/// <remarks>
/// Any class can be a specification. One that implements this is checked faster, because an order of operations that has led nowhere is not
/// tried a second time from the same state. Collections of .NET need not implement it: their items are their state.
/// </remarks>
public interface ISequentialModel
{
    /// <summary>All that future operations depend on, as a value that does not change afterwards.</summary>
    /// <returns>A value that equals another one only if no operation can tell the two states apart. Sequences are compared item by
    /// item.</returns>
    object TakeSnapshot();
}
