// race FC1003: the next element is read, in a method of its own
static class Program
{
    static void Step(int[] a, int i) => /*first*/a[i] = /*second*/a[i + 1] + 1;

    static void Run(int[] a) => Parallel.For(0, a.Length - 1, i => Step(a, i));
}
