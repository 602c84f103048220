// workload: requests
// expect: FA1008 tasks @ foreach (string url in urls)
static class Mirror
{
    public static async Task<List<string>> LoadAsync(HttpClient client, string[] urls)
    {
        var pages = new List<string>();
        foreach (string url in urls)
            pages.Add(await client.GetStringAsync(url));
        return pages;
    }
}
