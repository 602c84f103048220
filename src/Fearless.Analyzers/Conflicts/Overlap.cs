using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Conflicts;

/// <summary>Whether two paths may name the same memory, and which indices would have to be equal for that.</summary>
internal sealed record Overlap(ImmutableArray<(Polynomial? Left, Polynomial? Right)> Indices)
{
    /// <summary>Compares two paths; <see langword="null"/> where they are never the same memory, whatever the indices are.</summary>
    public static Overlap? Find(Place left, Place right)
    {
        if (left.Root != right.Root)
            return null;
        var indices = ImmutableArray.CreateBuilder<(Polynomial?, Polynomial?)>();
        int common = Math.Min(left.Path.Length, right.Path.Length);
        for (int step = 0; step < common; step++)
        {
            switch (left.Path[step], right.Path[step])
            {
                case (FieldSelector x, FieldSelector y) when x.Equals(y):
                    break;
                case (ElementSelector x, ElementSelector y) when x.Indices.Length == y.Indices.Length:
                    indices.AddRange(x.Indices.Zip(y.Indices, static (l, r) => (l, r)));
                    break;
                case (ContentSelector, ContentSelector):
                    break;
                // The content of a collection takes in its elements, but not what these refer to.
                case (ContentSelector, ElementSelector) or (ElementSelector, ContentSelector)
                    when step == left.Path.Length - 1 && step == right.Path.Length - 1:
                    break;
                default:
                    return null;
            }
        }
        ImmutableArray<Selector> longer = left.Path.Length > right.Path.Length ? left.Path : right.Path;
        return longer.Skip(common).All(static selector => selector.IsPart) ? new Overlap(indices.ToImmutable()) : null;
    }
}
