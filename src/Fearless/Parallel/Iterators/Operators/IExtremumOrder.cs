using System.Numerics;

namespace Fearless;

/// <summary>Which of two items an extremum keeps, as a type.</summary>
internal interface IExtremumOrder
{
    /// <summary>Whether a comparison of a later item with the one kept so far means that the later one is kept. Never on a tie: the first
    /// stays, as in LINQ.</summary>
    static abstract bool Replaces(int comparison);

    /// <summary>The lanes that are kept; for integers only, which have no NaN.</summary>
    static abstract Vector<T> Choose<T>(Vector<T> left, Vector<T> right);

    /// <summary>The lanes that are kept of floating-point numbers, if none is NaN; of two zeros, either.</summary>
    static abstract Vector<T> ChooseNumber<T>(Vector<T> left, Vector<T> right);
}
