// race FC1001: every iteration writes the variable
static class Program
{
    static int Run(int length)
    {
        int x = 0;
        Parallel.For(0, length, i => { /*first, second*/x = i; });
        return x;
    }
}
