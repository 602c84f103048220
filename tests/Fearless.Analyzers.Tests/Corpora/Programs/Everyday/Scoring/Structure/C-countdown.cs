// clean FC1004: a CountdownEvent waited for
static class Program
{
    static int Run()
    {
        var results = new int[4];
        var done = new CountdownEvent(4);
        for (int i = 0; i < 4; i++)
        {
            int at = i;
            ThreadPool.QueueUserWorkItem(_ => { results[at] = at; done.Signal(); });
        }
        done.Wait();
        return results.Sum();
    }
}
