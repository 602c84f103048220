// clean: the readers begin after the writer has ended
static class Program
{
    static int Run()
    {
        int i = 0, j = 0, k = 0;
        Task writer = Task.Run(() => { i = 1; });
        writer.Wait();
        Task first = Task.Run(() => { j = i; });
        Task second = Task.Run(() => { k = i; });
        Task.WaitAll(first, second);
        return j + k;
    }
}
