// race: two sections write one variable
static class Program
{
    static int Run()
    {
        int i = 0;
        Parallel.Invoke(() => { i = 1; }, () => { i = 2; });
        return i;
    }
}
