// clean: each task awaits the one of the round before
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
                await before;
                sum += value;
            });
        }
        await last;
        return sum;
    }
}
