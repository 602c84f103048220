// race FC1004: the starter writes what the others read
static class Program
{
    static int Run()
    {
        int init = 0;
        Task<int> reader = Task.Run(() => /*first*/init);
        /*second*/init = 10;
        return reader.Result;
    }
}
