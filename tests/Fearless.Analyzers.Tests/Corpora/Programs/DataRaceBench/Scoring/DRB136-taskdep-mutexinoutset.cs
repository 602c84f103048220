// race FC1004: two tasks add to one variable in any order
static class Program
{
    static int Run()
    {
        int a = 0, b = 0, c = 1;
        Task makeA = Task.Run(() => { a = 2; });
        Task makeB = Task.Run(() => { b = 3; });
        Task addA = makeA.ContinueWith(_ => { /*first*/c += a; });
        Task addB = makeB.ContinueWith(_ => { /*second*/c += b; });
        Task.WaitAll(addA, addB);
        return c;
    }
}
