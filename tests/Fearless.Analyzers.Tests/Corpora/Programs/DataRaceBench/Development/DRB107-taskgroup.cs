// clean: the group is waited for
static class Program
{
    static int Run()
    {
        int result = 0;
        Task group = Task.Run(() => { Thread.Sleep(10); result = 1; });
        group.GetAwaiter().GetResult();
        Task after = Task.Run(() => { result = 2; });
        after.Wait();
        return result;
    }
}
