// race FC1003: two i plus one meets i
static class Program
{
    static void Run(int[] a)
    {
        (0..(a.Length / 2)).Par().ForEach(i => { /*first*/a[2 * i + 1] = /*second*/a[i] + 1; });
    }
}
