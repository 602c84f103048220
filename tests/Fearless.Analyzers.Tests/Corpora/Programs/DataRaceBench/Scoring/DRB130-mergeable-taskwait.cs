// clean FC1004: waited for before it is read
static class Program
{
    static int Run()
    {
        int x = 2;
        Task task = Task.Factory.StartNew(() => x++);
        task.Wait();
        return x;
    }
}
