// workload: requests
// expect: nothing
static class Dashboard
{
    public static async Task<string[]> LoadAsync(HttpClient client, string[] urls) =>
        await Task.WhenAll(urls.Select(url => client.GetStringAsync(url)));
}
