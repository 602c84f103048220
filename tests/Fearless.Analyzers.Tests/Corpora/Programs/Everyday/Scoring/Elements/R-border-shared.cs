// race FC1003: ranges that share their border
static class Program
{
    static void Run(int[] a, int middle) => Par.Join(
        () => { for (int i = 0; i <= middle; i++) /*first*/a[i]++; },
        () => { for (int i = middle; i < a.Length; i++) /*second*/a[i]++; });
}
