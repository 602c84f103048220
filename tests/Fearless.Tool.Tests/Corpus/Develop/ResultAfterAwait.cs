// workload: requests
// expect: nothing (both have ended)
static class Both
{
    public static async Task<string> LoadAsync(HttpClient client)
    {
        Task<string> a = client.GetStringAsync("http://localhost/a");
        Task<string> b = client.GetStringAsync("http://localhost/b");
        await Task.WhenAll(a, b);
        return a.Result + b.Result;
    }
}
