// workload: requests
// expect: FA1010 tasks @ Parallel.ForEach(urls
using System.Collections.Concurrent;

static class Prices
{
    public static ConcurrentDictionary<string, string> Load(HttpClient client, string[] urls)
    {
        var prices = new ConcurrentDictionary<string, string>();
        Parallel.ForEach(urls, url => prices[url] = client.GetStringAsync(url).Result);
        return prices;
    }
}
