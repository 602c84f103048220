// clean: Lock.EnterScope
static class Program
{
    static int Run(int[] a)
    {
        int n = 0;
        Lock gate = new();
        Parallel.ForEach(a, x =>
        {
            using (gate.EnterScope())
                n += x;
        });
        return n;
    }
}
