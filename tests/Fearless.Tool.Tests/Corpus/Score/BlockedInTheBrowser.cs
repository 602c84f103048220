// workload: no-threads
// expect: FA1009 tasks @ LoadAsync().Wait()
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

sealed class Page(HttpClient client)
{
    public string Text { get; private set; } = "";

    public void Open() => LoadAsync().Wait();

    private async Task LoadAsync() => Text = await client.GetStringAsync("text");
}
