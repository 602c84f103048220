// workload: requests
// expect: FC5001 await @ Thread.Sleep(1000)
static class Patience
{
    public static async Task<string> LoadAsync(HttpClient client, string url)
    {
        Thread.Sleep(1000);
        return await client.GetStringAsync(url);
    }
}
