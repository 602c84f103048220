using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Memory;

/// <summary>
/// A place in memory, named by a path: a root, then fields and elements. A path also names the object that the place refers to, as the
/// steps behind it are that object's.
/// </summary>
internal sealed class Place : IEquatable<Place>
{
    private readonly int _hash;

    public Place(Root root, ImmutableArray<Selector> path)
    {
        Root = root;
        Path = path;
        _hash = path.Aggregate(root.GetHashCode(), static (hash, selector) => hash * 31 + selector.GetHashCode());
    }

    public Place(Root root) : this(root, [])
    {
    }

    public Root Root { get; }

    public ImmutableArray<Selector> Path { get; }

    /// <summary>The object that the last step is taken from.</summary>
    public Place Owner => new(Root, Path.RemoveAt(Path.Length - 1));

    public Place Then(Selector selector) => new(Root, Path.Add(selector));

    /// <summary>The place at the end of another path, from here.</summary>
    public Place Then(ImmutableArray<Selector> path) => path.IsEmpty ? this : new(Root, Path.AddRange(path));

    /// <summary>The same path with other numbers in it.</summary>
    public Place Replace(Root root, Func<Polynomial, Polynomial?> replacement) =>
        new(root, [.. Path.Select(selector => Replace(selector, replacement))]);

    public bool Equals(Place? other) =>
        other is not null && _hash == other._hash && Root == other.Root && Path.SequenceEqual(other.Path);

    public override bool Equals(object? obj) => Equals(obj as Place);

    public override int GetHashCode() => _hash;

    public override string ToString() => Root.Name + string.Concat(Path);

    private static Selector Replace(Selector selector, Func<Polynomial, Polynomial?> replacement) =>
        selector is ElementSelector element
            ? new ElementSelector([.. element.Indices.Select(index => index is null ? null : replacement(index))])
            : selector;
}
