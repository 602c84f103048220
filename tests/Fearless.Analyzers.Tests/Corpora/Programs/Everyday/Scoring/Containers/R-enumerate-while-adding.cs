// race FC3004: listed while somebody adds
static class Program
{
    static int Run()
    {
        var items = new List<int>();
        Task filling = Task.Run(() => { for (int i = 0; i < 100; i++) /*first*/items.Add(i); });
        int sum = 0;
        foreach (int item in /*second*/items) sum += item;
        filling.Wait();
        return sum;
    }
}
