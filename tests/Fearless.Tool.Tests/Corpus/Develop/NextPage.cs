// workload: requests
// expect: nothing (each answer names the next request)
static class Pages
{
    public static async Task<List<string>> LoadAsync(HttpClient client, string? url)
    {
        var pages = new List<string>();
        while (url is not null)
        {
            string page = await client.GetStringAsync(url);
            pages.Add(page);
            url = page.Contains("next=") ? page[(page.IndexOf("next=") + 5)..] : null;
        }
        return pages;
    }
}
