// clean FC1001: a generic reduction over parts
static class Program
{
    static T Reduce<T>(T[] a, int low, int high, Func<T, T, T> add)
    {
        if (high - low == 1) return a[low];
        int middle = low + (high - low) / 2;
        T left = default, right = default;
        Par.Join(() => { left = Reduce(a, low, middle, add); }, () => { right = Reduce(a, middle, high, add); });
        return add(left, right);
    }

    static int Run(int[] a) => Reduce(a, 0, a.Length, static (x, y) => x + y);
}
