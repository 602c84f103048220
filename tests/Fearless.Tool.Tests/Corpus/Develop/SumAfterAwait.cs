// workload: requests
// expect: nothing
static class Total
{
    public static async Task<int> OfAsync(HttpClient client, string[] urls)
    {
        int[] lengths = await Task.WhenAll(urls.Select(url => LengthAsync(client, url)));
        return lengths.Sum();
    }

    private static async Task<int> LengthAsync(HttpClient client, string url) => (await client.GetStringAsync(url)).Length;
}
