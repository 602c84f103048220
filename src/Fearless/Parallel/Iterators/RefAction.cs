namespace Fearless;

/// <summary>Changes an item where it lies.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="item">The item, which no other call is given.</param>
public delegate void RefAction<T>(ref T item);
