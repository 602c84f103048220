// clean FC1002: an iterator for each
static class Program
{
    static IEnumerable<int> Digits(int x) { while (x > 0) { yield return x % 10; x /= 10; } }
    static int[] Run(int[] a) => a.AsParallel().Select(static x => Digits(x).Sum()).ToArray();
}
