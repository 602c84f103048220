// clean FC1004: the second task continues the first
static class Program
{
    static int Run()
    {
        int i = 0;
        Task first = Task.Run(() => { i = 1; });
        Task second = first.ContinueWith(_ => { i = 2; });
        second.Wait();
        return i;
    }
}
