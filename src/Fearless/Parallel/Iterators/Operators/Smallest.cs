using System.Numerics;

namespace Fearless;

internal readonly struct Smallest : IExtremumOrder
{
    public static bool Replaces(int comparison) => comparison < 0;

    public static Vector<T> Choose<T>(Vector<T> left, Vector<T> right) => Vector.Min(left, right);

    public static Vector<T> ChooseNumber<T>(Vector<T> left, Vector<T> right) => Vector.MinNative(left, right);
}
