// race FC1003: everybody reads the element that one writes
static class Program
{
    static void Run(double[] a) => (0..a.Length).Par().ForEach(i => { /*first*/a[i] = a[i] + /*second*/a[64]; });
}
