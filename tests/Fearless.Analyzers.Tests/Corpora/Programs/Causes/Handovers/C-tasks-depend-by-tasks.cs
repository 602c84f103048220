// clean: each task waits for those that it depends on
static class Program
{
    static int Run()
    {
        int a = 0, b = 0, c = 0;
        Task first = Task.Run(() => a = 1);
        Task second = Task.Run(() =>
        {
            first.Wait();
            b = a + 1;
        });
        Task third = Task.Run(async () =>
        {
            await Task.WhenAll(first, second);
            c = a + b;
        });
        third.Wait();
        return c;
    }
}
