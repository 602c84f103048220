// clean: a local of the called method
static class Program
{
    static void Run() => Parallel.For(0, 4, _ => Count());

    static void Count()
    {
        int q = 0;
        q += 1;
    }
}
