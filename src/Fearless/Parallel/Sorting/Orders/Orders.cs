using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>Finds the order that costs least for a type and a comparer. References are erased, so that no loop is compiled for a class: see
/// the README of <c>Iterators/Plumbing/Erasure</c>.</summary>
internal static class Orders
{
    /// <summary>Whether a comparer is null or that of <see cref="Comparer{T}.Default"/>.</summary>
    public static bool IsDefault<T, TComparer>(TComparer comparer)
        where TComparer : IComparer<T>? =>
        !typeof(TComparer).IsValueType && (comparer is null || ReferenceEquals(comparer, Comparer<T>.Default));

    public static void ByComparer<T, TComparer, TUser>(TComparer comparer, TUser user)
        where TComparer : IComparer<T>?
        where TUser : struct, IOrderUser, allows ref struct
    {
        if (typeof(T).IsValueType && typeof(TComparer).IsValueType)
            user.Use<T, ComparerOrder<T, TComparer>>(new(comparer));
        else if (typeof(T).IsValueType && IsDefault<T, TComparer>(comparer))
            user.Use<T, DefaultOrder<T>>(default);
        else if (typeof(T) == typeof(string) && IsDefault<T, TComparer>(comparer))
            user.Use<Reference, StringOrder>(default);
        else if (typeof(T) == typeof(string) && ReferenceEquals(comparer, StringComparer.Ordinal))
            user.Use<Reference, TextOrder<Reference, ReferenceText>>(default);
        else
            ByComparison<T, TUser>(((IComparer<T>?)comparer ?? Comparer<T>.Default).Compare, user);
    }

    public static void ByComparison<T, TUser>(Comparison<T> comparison, TUser user)
        where TUser : struct, IOrderUser, allows ref struct
    {
        if (typeof(T).IsValueType)
            user.Use<T, ComparisonOrder<T>>(new(comparison));
        else
            user.Use<Reference, ComparisonOrder<Reference>>(new(Erasure.Function<Comparison<Reference>>(comparison)));
    }
}
