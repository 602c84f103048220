// clean FC3002: one HttpClient for all is what it is made for
static class Program
{
    private static readonly System.Net.Http.HttpClient Client = new();

    static async Task<int> Run(string[] urls)
    {
        string[] pages = await Task.WhenAll(urls.Select(url => Client.GetStringAsync(url)));
        return pages.Sum(static page => page.Length);
    }
}
