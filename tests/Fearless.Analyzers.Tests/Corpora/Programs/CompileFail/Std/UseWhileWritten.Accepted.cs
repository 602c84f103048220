// clean FC1004: used before it starts
static class Program
{
    static int Run()
    {
        int value = 3;
        var writer = new Thread(() => { value = 4; });
        int sum = value + 1;
        writer.Start();
        writer.Join();
        return sum + value;
    }
}
