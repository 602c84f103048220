// workload: requests
// expect: FC6005 tasks @ async id =>
static class Notices
{
    public static void Send(HttpClient client, List<int> ids) => ids.ForEach(async id =>
    {
        await client.PostAsync($"http://localhost/{id}", null);
    });
}
