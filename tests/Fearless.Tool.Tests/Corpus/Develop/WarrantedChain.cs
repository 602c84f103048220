// workload: requests
// expect: nothing
static class Settings
{
    public static async Task<int> TimeoutAsync(HttpClient client)
    {
        int seconds = await LookUpAsync(client);
        return seconds * 1000;
    }

    private static async Task<int> LookUpAsync(HttpClient client)
    {
        string line = await client.GetStringAsync("http://localhost/timeout");
        return int.Parse(line.Split('=')[1]);
    }
}
