// clean: a copy is passed
static class Program
{
    static void Run()
    {
        int i = 0;
        Parallel.For(0, 4, _ => Add(i));
    }

    static int Add(int value)
    {
        value += 1;
        return value;
    }
}
