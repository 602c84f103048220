// workload: fork-join
// expect: FA1004 join @ Task.WhenAll(odd, even)
static class Checks
{
    public static async Task<(int, int)> RunAsync(HttpClient client, int[] values)
    {
        string limit = await client.GetStringAsync("http://localhost/limit");
        int bound = int.Parse(limit);
        Task<int> odd = Task.Run(() => values.Count(value => value % 2 == 1 && value < bound));
        Task<int> even = Task.Run(() => values.Count(value => value % 2 == 0 && value < bound));
        int[] counts = await Task.WhenAll(odd, even);
        return (counts[0], counts[1]);
    }
}
