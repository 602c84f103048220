// workload: requests
// expect: FA1010 tasks @ urls.AsParallel()
static class Sizes
{
    public static int[] Of(HttpClient client, string[] urls) =>
        urls.AsParallel().Select(url => client.GetStringAsync(url).GetAwaiter().GetResult().Length).ToArray();
}
