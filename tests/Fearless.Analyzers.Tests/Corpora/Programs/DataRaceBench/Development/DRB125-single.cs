// clean: one strand counts
static class Program
{
    static int Run()
    {
        int count = 0;
        Task single = Task.Run(() => count++);
        single.Wait();
        return count;
    }
}
