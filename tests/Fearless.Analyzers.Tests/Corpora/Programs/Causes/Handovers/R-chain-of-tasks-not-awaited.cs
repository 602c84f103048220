// race FC1001: each task adds before it awaits the one of the round before
static class Program
{
    static async Task<int> Run(int n)
    {
        int sum = 0;
        Task last = Task.CompletedTask;
        for (int i = 0; i < n; i++)
        {
            Task before = last;
            int value = i;
            last = Task.Run(async () =>
            {
                sum += value;
                await before;
            });
        }
        await last;
        return sum;
    }
}
