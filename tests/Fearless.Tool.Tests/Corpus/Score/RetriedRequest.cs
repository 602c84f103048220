// workload: requests
// expect: nothing (the next attempt is made because this one failed)
static class Retry
{
    public static async Task<string?> LoadAsync(HttpClient client, string url)
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            using HttpResponseMessage response = await client.GetAsync(url);
            if (response.IsSuccessStatusCode)
                return await response.Content.ReadAsStringAsync();
            await Task.Delay(1000 * attempt);
        }
        return null;
    }
}
