// workload: requests
// expect: FC6005 tasks @ async url =>
static class Pings
{
    public static void Send(HttpClient client, string[] urls)
    {
        Parallel.ForEach(urls, async url =>
        {
            string answer = await client.GetStringAsync(url);
            Console.WriteLine(answer.Length);
        });
    }
}
