// clean FC1002: AsyncLocal for each flow
static class Program
{
    private static readonly AsyncLocal<int> Request = new();
    private static async Task Serve(int id) { Request.Value = id; await Task.Yield(); Console.WriteLine(Request.Value); }
    static Task Run() => Task.WhenAll(Task.Run(() => Serve(1)), Task.Run(() => Serve(2)));
}
