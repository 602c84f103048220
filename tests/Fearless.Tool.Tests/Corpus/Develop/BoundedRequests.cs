// workload: requests
// expect: nothing
using System.Collections.Concurrent;

static class Prices
{
    public static async Task<ConcurrentDictionary<string, string>> LoadAsync(HttpClient client, string[] urls)
    {
        var prices = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(urls, async (url, token) => prices[url] = await client.GetStringAsync(url, token));
        return prices;
    }
}
