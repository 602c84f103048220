// workload: requests
// expect: FC4005 atomic @ longest = Math.Max(longest, await
static class Longest
{
    public static async Task<int> OfAsync(HttpClient client, string[] urls)
    {
        int longest = 0;
        await Parallel.ForEachAsync(urls, async (url, token) => longest = Math.Max(longest, await LengthAsync(client, url, token)));
        return longest;
    }

    private static async Task<int> LengthAsync(HttpClient client, string url, CancellationToken token) =>
        (await client.GetStringAsync(url, token)).Length;
}
