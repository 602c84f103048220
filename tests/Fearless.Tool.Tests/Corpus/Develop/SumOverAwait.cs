// workload: requests
// expect: FC4005 atomic @ total += await
static class Total
{
    public static async Task<int> OfAsync(HttpClient client, string[] urls)
    {
        int total = 0;
        await Task.WhenAll(urls.Select(async url => { total += await LengthAsync(client, url); }));
        return total;
    }

    private static async Task<int> LengthAsync(HttpClient client, string url) => (await client.GetStringAsync(url)).Length;
}
