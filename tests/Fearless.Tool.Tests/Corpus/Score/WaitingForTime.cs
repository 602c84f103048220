// workload: background
// expect: nothing (time is waited for)
static class Reminder
{
    public static async Task RunAsync(CancellationToken token)
    {
        await WaitAsync(token);
        Console.WriteLine("now");
    }

    private static async Task WaitAsync(CancellationToken token) => await Task.Delay(TimeSpan.FromHours(1), token);
}
