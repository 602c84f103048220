// clean FC2001: cleared when the thread is done
static class Program
{
    static int Run()
    {
        List<int> v = [1, 2, 3];
        Task<int> counting = Task.Run(() => v.Count);
        int count = counting.Result;
        v.Clear();
        return count;
    }
}
