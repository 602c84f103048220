// clean: the continuation runs when the task has ended
static class Program
{
    static int Run()
    {
        int value = 0;
        Task first = Task.Run(() => value = 1);
        Task second = first.ContinueWith(_ => value++);
        second.Wait();
        return value;
    }
}
